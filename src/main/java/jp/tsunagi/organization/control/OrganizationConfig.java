package jp.tsunagi.organization.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class OrganizationConfig {
  /** Minutes without a touch after which the screen locks; 1 to 720. */
  public static final String IDLE_LOCK_MINUTES = "tsunagi.organization.idle-lock-minutes";

  private int idleLockMinutes = 10;

  protected OrganizationConfig() {}

  @Inject
  OrganizationConfig(Config config) {
    idleLockMinutes = config.getOptionalValue(IDLE_LOCK_MINUTES, Integer.class).orElse(10);
    if (idleLockMinutes < 1 || idleLockMinutes > 720) {
      throw new IllegalStateException(IDLE_LOCK_MINUTES + " must be 1 to 720");
    }
  }

  public int idleLockMinutes() {
    return idleLockMinutes;
  }
}
