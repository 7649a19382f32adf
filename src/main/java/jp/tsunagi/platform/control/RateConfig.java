package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** Keys of the limits on how often somebody may ask. */
@ApplicationScoped
public class RateConfig {
  /** Requests a second one person or system may make for long; 0: as many as she likes. */
  public static final String EACH_SECOND = "tsunagi.rate.each-second";

  /** How many of them may come at once. */
  public static final String AT_ONCE = "tsunagi.rate.at-once";

  /** Knocks with a bad credential a second from one address. */
  public static final String KNOCKS_EACH_SECOND = "tsunagi.rate.knocks-each-second";

  private int eachSecond = 100;
  private int atOnce = 1_000;
  private int knocksEachSecond = 5;

  protected RateConfig() {}

  @Inject
  RateConfig(Config config) {
    eachSecond = config.getOptionalValue(EACH_SECOND, Integer.class).orElse(eachSecond);
    atOnce = config.getOptionalValue(AT_ONCE, Integer.class).orElse(atOnce);
    knocksEachSecond =
        config.getOptionalValue(KNOCKS_EACH_SECOND, Integer.class).orElse(knocksEachSecond);
    if (eachSecond < 0 || atOnce < 1 || knocksEachSecond < 1) {
      throw new IllegalStateException(
          EACH_SECOND + ", " + AT_ONCE + ", " + KNOCKS_EACH_SECOND + " must be positive numbers");
    }
  }

  int eachSecond() {
    return eachSecond;
  }

  int atOnce() {
    return atOnce;
  }

  int knocksEachSecond() {
    return knocksEachSecond;
  }
}
