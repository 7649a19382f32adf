package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.boundary.AnomalySource;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.Messages;

/** 確認のない緊急モード. Emergency modes that nobody confirmed in time. */
@ApplicationScoped
public class UnconfirmedModes implements AnomalySource {
  private DisasterRepository disasters;
  private OrganizationDirectory directory;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected UnconfirmedModes() {}

  @Inject
  UnconfirmedModes(
      DisasterRepository disasters,
      OrganizationDirectory directory,
      Messages messages,
      Clock clock) {
    this.disasters = disasters;
    this.directory = directory;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public List<Anomaly> between(Instant from, Instant to, String language) {
    Instant overdue = clock.instant().minus(EmergencyMode.CONFIRMED_WITHIN).plusMillis(1);
    return disasters.unconfirmed(from, to.isBefore(overdue) ? to : overdue).stream()
        .flatMap(stored -> anomaly(stored, language))
        .toList();
  }

  private Stream<Anomaly> anomaly(StoredDisaster stored, String language) {
    EmergencyMode mode = stored.disaster().mode();
    if (mode == null) {
      return Stream.empty();
    }
    String user = mode.declaredBy() == null ? "" : mode.declaredBy();
    return Stream.of(
        new Anomaly(
            "emergency-mode-unconfirmed",
            messages.text(language, "anomaly.emergency-mode-unconfirmed"),
            user,
            directory.nameOfUser(user).orElse(null),
            1,
            mode.from(),
            mode.confirmationDue(),
            List.of(),
            "CarePlan/" + stored.disaster().id()));
  }
}
