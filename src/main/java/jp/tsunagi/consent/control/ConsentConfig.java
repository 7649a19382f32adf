package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class ConsentConfig {
  /**
   * Citation of the by-law that replaces consent to advance sharing of the roster, such as {@code
   * ○○市避難行動要支援者名簿に関する条例第5条}; empty where the city has none.
   */
  public static final String BY_LAW = "tsunagi.consent.by-law";

  /**
   * Citation of the by-law that replaces consent to handing out the individual evacuation plan in
   * advance; empty where the city has none. It stands for itself: one on the roster says nothing of
   * plans.
   */
  public static final String PLAN_BY_LAW = "tsunagi.consent.plan-by-law";

  /** How often one person may try to break the glass within {@link #BREAK_GLASS_WITHIN}. */
  public static final String BREAK_GLASS_TRIES = "tsunagi.consent.break-glass-tries";

  public static final String BREAK_GLASS_WITHIN = "tsunagi.consent.break-glass-within";

  private ByLaws byLaws = ByLaws.NONE;
  private int breakGlassTries = 10;
  private Duration breakGlassWithin = Duration.ofMinutes(10);

  protected ConsentConfig() {}

  @Inject
  ConsentConfig(Config config) {
    byLaws = new ByLaws(citation(config, BY_LAW), citation(config, PLAN_BY_LAW));
    breakGlassTries =
        config.getOptionalValue(BREAK_GLASS_TRIES, Integer.class).orElse(breakGlassTries);
    breakGlassWithin =
        config.getOptionalValue(BREAK_GLASS_WITHIN, Duration.class).orElse(breakGlassWithin);
    if (breakGlassTries < 1) {
      throw new IllegalStateException(BREAK_GLASS_TRIES + " must be 1 or more");
    }
    if (breakGlassWithin.isNegative() || breakGlassWithin.isZero()) {
      throw new IllegalStateException(BREAK_GLASS_WITHIN + " must be a time");
    }
  }

  private static String citation(Config config, String key) {
    return config.getOptionalValue(key, String.class).orElse("").trim();
  }

  ByLaws byLaws() {
    return byLaws;
  }

  /** Whether a plan waits for its helpers' consents before it goes out in advance. */
  public boolean helpersAreAsked() {
    return !byLaws.onThePlan();
  }

  public int breakGlassTries() {
    return breakGlassTries;
  }

  public Duration breakGlassWithin() {
    return breakGlassWithin;
  }
}
