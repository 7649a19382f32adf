package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.boundary.AnomalySource;
import jp.tsunagi.consent.boundary.BreakGlassLine;
import jp.tsunagi.platform.boundary.Messages;

/** 結果のない緊急閲覧. Broken glass that nobody has looked at a day later. */
@ApplicationScoped
public class OpenBreakGlass implements AnomalySource {
  private static final Duration REVIEWED_WITHIN = Duration.ofHours(24);
  private static final int MOST = 1_000;

  private BreakGlassReviewRepository reviews;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected OpenBreakGlass() {}

  @Inject
  OpenBreakGlass(BreakGlassReviewRepository reviews, Messages messages, Clock clock) {
    this.reviews = reviews;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public List<Anomaly> between(Instant from, Instant to, String language) {
    Instant due = clock.instant().minus(REVIEWED_WITHIN);
    return reviews.page(false, Optional.empty(), MOST).stream()
        .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
        .filter(line -> line.at().isBefore(due))
        .map(line -> anomaly(line, language))
        .toList();
  }

  private Anomaly anomaly(BreakGlassLine line, String language) {
    return new Anomaly(
        "break-glass-open",
        messages.text(language, "anomaly.break-glass-open"),
        line.user(),
        null,
        1,
        line.at(),
        line.at(),
        List.of(line.residentId()),
        "break-glass/" + line.id());
  }
}
