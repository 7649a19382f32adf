package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ActorDirectory;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 入場. Who somebody signed in is now, or that she is nobody any more. Asked at each request and, for
 * open streams, each second.
 */
@ApplicationScoped
public class Admission {
  private ActorDirectory directory;
  private ShutOut shutOut;
  private IdentityConfig config;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Admission() {}

  @Inject
  Admission(ActorDirectory directory, ShutOut shutOut, IdentityConfig config, Clock clock) {
    this.directory = directory;
    this.shutOut = shutOut;
    this.config = config;
    this.clock = clock;
  }

  /** Throws {@code unauthenticated} when the account was disabled, retired or signed out. */
  Actor admit(SignedIn who) {
    if (shutOut.holds(who) || directory.isRetired(who.user(), who.client())) {
      throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }
    return directory.resolve(
        who.user(),
        who.name(),
        who.assurance().admits(who.roles(), config.secondFactorRequired()),
        who.client());
  }

  /** As {@link #admit}, for what stays open: also the token must still be good. */
  Actor stillAdmit(SignedIn who) {
    if (who.isOver(clock.instant())) {
      throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }
    return admit(who);
  }
}
