package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ActorDirectory;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.StandingActors;

/**
 * Admits without a sign-in; the end of one does not end what was asked for, a disabled account
 * does.
 */
@ApplicationScoped
public class StandingAdmission implements StandingActors {
  private ActorDirectory directory;
  private ShutOut shutOut;

  @SuppressWarnings("NullAway.Init")
  protected StandingAdmission() {}

  @Inject
  StandingAdmission(ActorDirectory directory, ShutOut shutOut) {
    this.directory = directory;
    this.shutOut = shutOut;
  }

  @Override
  public Actor now(String user, String displayName, Set<Role> roles, boolean client) {
    if (shutOut.isDisabled(user) || directory.isRetired(user, client)) {
      throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }
    return directory.resolve(user, displayName, roles, client);
  }
}
