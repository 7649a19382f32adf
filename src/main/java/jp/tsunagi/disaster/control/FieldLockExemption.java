package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.LockExemption;

/**
 * 災害時の免除. While a disaster is open, who goes from door to door never stands before a locked list.
 */
@ApplicationScoped
public class FieldLockExemption implements LockExemption {
  private static final Set<Role> FIELD = EnumSet.of(Role.FIRE_CREW, Role.WELFARE_COMMISSIONER);

  private DisasterRepository disasters;

  @SuppressWarnings("NullAway.Init")
  protected FieldLockExemption() {}

  @Inject
  FieldLockExemption(DisasterRepository disasters) {
    this.disasters = disasters;
  }

  @Override
  public boolean exempts(Actor actor) {
    return actor.hasAny(FIELD) && !disasters.open().isEmpty();
  }
}
