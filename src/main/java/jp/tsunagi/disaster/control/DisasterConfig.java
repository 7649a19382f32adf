package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import jp.tsunagi.disaster.entity.Freshness;
import org.eclipse.microprofile.config.Config;

/** 設定. Every key of this component with its default; a bad value fails the start with its name. */
@ApplicationScoped
public class DisasterConfig {
  private Duration byPeople = Duration.ofHours(72);
  private Duration byMachines = Duration.ofHours(12);
  private Duration lease = Duration.ofHours(2);

  protected DisasterConfig() {}

  @Inject
  DisasterConfig(Config config) {
    byPeople = duration(config, "tsunagi.disaster.recheck-after", byPeople);
    byMachines = duration(config, "tsunagi.disaster.recheck-automatic-after", byMachines);
    lease = duration(config, "tsunagi.disaster.claim-for", lease);
  }

  private static Duration duration(Config config, String key, Duration otherwise) {
    String value = config.getOptionalValue(key, String.class).orElse(otherwise.toString());
    try {
      Duration duration = Duration.parse(value);
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalStateException(key + " must be longer than nothing, not '" + value + "'");
      }
      return duration;
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          key + " must be a duration such as PT12H, not '" + value + "'", e);
    }
  }

  /** How long good news counts. */
  public Freshness freshness() {
    return new Freshness(byPeople, byMachines);
  }

  /** How long somebody who goes to a resident has her to herself. */
  public Duration lease() {
    return lease;
  }
}
