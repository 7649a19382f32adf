package jp.tsunagi.seed.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class SeedConfig {
  /** Whether an empty record is filled with the demo; only together with {@code tsunagi.demo}. */
  public static final String ENABLED = "tsunagi.seed.enabled";

  /** Synthetic residents beside the cast; 0 to 1,000,000. */
  public static final String RESIDENTS = "tsunagi.seed.residents";

  private static final int MOST = 1_000_000;

  private boolean enabled;
  private int residents;

  protected SeedConfig() {}

  @Inject
  SeedConfig(Config config) {
    enabled = config.getOptionalValue(ENABLED, Boolean.class).orElse(false);
    residents = config.getOptionalValue(RESIDENTS, Integer.class).orElse(300);
    if (residents < 0 || residents > MOST) {
      throw new IllegalStateException(RESIDENTS + " must be 0 to " + MOST);
    }
    if (enabled && !config.getOptionalValue("tsunagi.demo", Boolean.class).orElse(false)) {
      throw new IllegalStateException(
          ENABLED + " needs tsunagi.demo: demo data never loads elsewhere");
    }
  }

  public boolean enabled() {
    return enabled;
  }

  public int residents() {
    return residents;
  }
}
