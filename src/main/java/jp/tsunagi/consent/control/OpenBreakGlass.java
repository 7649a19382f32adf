package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.boundary.AnomalySource;
import jp.tsunagi.consent.boundary.BreakGlassLine;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.Messages;

/** 結果のない緊急閲覧. Broken glass that nobody has looked at a day later. */
@ApplicationScoped
public class OpenBreakGlass implements AnomalySource {
  private static final Duration REVIEWED_WITHIN = Duration.ofHours(24);

  private BreakGlassReviewRepository reviews;
  private OrganizationDirectory directory;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected OpenBreakGlass() {}

  @Inject
  OpenBreakGlass(
      BreakGlassReviewRepository reviews,
      OrganizationDirectory directory,
      Messages messages,
      Clock clock) {
    this.reviews = reviews;
    this.directory = directory;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public List<Anomaly> between(Instant from, Instant to, String language) {
    Instant due = clock.instant().minus(REVIEWED_WITHIN);
    return reviews.openBetween(from, to.isBefore(due) ? to : due).stream()
        .map(line -> anomaly(line, language))
        .toList();
  }

  private Anomaly anomaly(BreakGlassLine line, String language) {
    return new Anomaly(
        "break-glass-open",
        messages.text(language, "anomaly.break-glass-open"),
        line.user(),
        directory.nameOfUser(line.user()).orElse(null),
        1,
        line.at(),
        line.at(),
        List.of(line.residentId()),
        "break-glass/" + line.id());
  }
}
