package jp.tsunagi.organization.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.IdleLimits;
import org.eclipse.microprofile.config.Config;

/** Keys of this component. */
@ApplicationScoped
public class OrganizationConfig implements IdleLimits {
  /**
   * Minutes without a touch after which the screen locks; 1 to 720. With a role's code behind it,
   * such as {@code tsunagi.organization.idle-lock-minutes.fire-crew}, for that role; 0: never.
   */
  public static final String IDLE_LOCK_MINUTES = "tsunagi.organization.idle-lock-minutes";

  private static final int MOST = 720;

  private int idleLockMinutes = 10;
  private final Map<Role, Integer> byRole = new EnumMap<>(Role.class);

  protected OrganizationConfig() {}

  @Inject
  OrganizationConfig(Config config) {
    idleLockMinutes = minutes(config, IDLE_LOCK_MINUTES, 1, 10);
    for (Role role : Role.values()) {
      String key = IDLE_LOCK_MINUTES + "." + role.code();
      byRole.put(role, minutes(config, key, 0, idleLockMinutes));
    }
  }

  private static int minutes(Config config, String key, int least, int otherwise) {
    int minutes = config.getOptionalValue(key, Integer.class).orElse(otherwise);
    if (minutes < least || minutes > MOST) {
      throw new IllegalStateException(key + " must be " + least + " to " + MOST);
    }
    return minutes;
  }

  @Override
  public Optional<Duration> of(Actor actor) {
    int minutes = idleLockMinutes(actor.roles());
    return minutes > 0 ? Optional.of(Duration.ofMinutes(minutes)) : Optional.empty();
  }

  /** For somebody of these roles: the shortest of theirs; 0 when none of them ever locks. */
  public int idleLockMinutes(Collection<Role> roles) {
    return roles.isEmpty()
        ? idleLockMinutes
        : roles.stream()
            .mapToInt(role -> byRole.getOrDefault(role, idleLockMinutes))
            .filter(minutes -> minutes > 0)
            .min()
            .orElse(0);
  }
}
