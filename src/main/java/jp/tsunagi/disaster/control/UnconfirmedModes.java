package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.boundary.AnomalySource;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.EmergencyMode.Confirmation;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.platform.boundary.Messages;

/** 確認のない緊急モード. Emergency modes that nobody confirmed in time. */
@ApplicationScoped
public class UnconfirmedModes implements AnomalySource {
  private static final int MOST = 200;

  private DisasterRepository disasters;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected UnconfirmedModes() {}

  @Inject
  UnconfirmedModes(DisasterRepository disasters, Messages messages, Clock clock) {
    this.disasters = disasters;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public List<Anomaly> between(Instant from, Instant to, String language) {
    Instant now = clock.instant();
    return disasters.page(null, null, MOST).stream()
        .filter(stored -> isOverdue(stored.disaster().mode(), from, to, now))
        .map(stored -> anomaly(stored, language))
        .toList();
  }

  private static boolean isOverdue(
      @org.jspecify.annotations.Nullable EmergencyMode mode,
      Instant from,
      Instant to,
      Instant now) {
    return mode != null
        && !mode.from().isBefore(from)
        && mode.from().isBefore(to)
        && mode.confirmation(now) == Confirmation.OVERDUE;
  }

  private Anomaly anomaly(StoredDisaster stored, String language) {
    EmergencyMode mode = java.util.Objects.requireNonNull(stored.disaster().mode());
    return new Anomaly(
        "emergency-mode-unconfirmed",
        messages.text(language, "anomaly.emergency-mode-unconfirmed"),
        mode.declaredBy() == null ? "" : mode.declaredBy(),
        null,
        1,
        mode.from(),
        mode.confirmationDue(),
        List.of(),
        "CarePlan/" + stored.disaster().id());
  }
}
