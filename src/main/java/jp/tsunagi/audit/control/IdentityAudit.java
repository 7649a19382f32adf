package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ActorDirectory;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.IdentityEvent;
import jp.tsunagi.platform.boundary.IdentityEvents;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * サインインの記録. Puts what happened at the identity provider into the trail: sign-ins and their
 * failures, sign-outs, changed credentials, acts of its administrators. A node that dies between
 * the row and its mark writes the row again: twice is better than never.
 */
@ApplicationScoped
public class IdentityAudit implements IdentityEvents {
  /** A sign-in says nothing of roles; what the person's post gives her is told. */
  private static final Set<Role> POSTS = EnumSet.complementOf(EnumSet.copyOf(Role.OWN));

  private static final Duration REMEMBERED = Duration.ofDays(2);
  private static final String NOBODY = "anonymous";

  private AuditTrail trail;
  private IdentityEventRepository known;
  private ActorDirectory directory;

  @SuppressWarnings("NullAway.Init")
  protected IdentityAudit() {}

  @Inject
  IdentityAudit(AuditTrail trail, IdentityEventRepository known, ActorDirectory directory) {
    this.trail = trail;
    this.known = known;
    this.directory = directory;
  }

  @Override
  public Optional<Instant> lastKept() {
    return known.last();
  }

  @Override
  public void keep(IdentityEvent event) {
    if (known.has(event.id())) {
      return;
    }
    AuditTrail.Entry entry =
        trail.open(
            action(event),
            actor(event.user()),
            new CurrentActor.Origin(event.address(), "", event.id(), "", false));
    entry.ground(
        event.kind() == IdentityEvent.Kind.ADMINISTRATION ? "configuration" : "directory", "");
    entry.query(event.what() + (event.error() == null ? "" : " " + event.error()));
    if (event.subject() != null && !event.subject().isEmpty()) {
      entry.resource("identity/" + event.subject());
    }
    if (event.error() == null) {
      entry.close();
    } else {
      entry.denied("none");
      entry.fail(new ProblemException(ProblemCode.UNAUTHENTICATED));
    }
    known.add(event.id(), event.at());
    known.forgetBefore(event.at().minus(REMEMBERED));
  }

  private static AuditAction action(IdentityEvent event) {
    return switch (event.kind()) {
      case SIGN_IN -> AuditAction.LOGIN;
      case SIGN_OUT -> AuditAction.LOGOUT;
      case CREDENTIAL, ADMINISTRATION -> AuditAction.UPDATE;
    };
  }

  private Actor actor(String user) {
    if (user.isEmpty()) {
      return new Actor(
          NOBODY, NOBODY, Set.of(), null, null, null, null, List.of(), Actor.Kind.PERSON);
    }
    return directory.resolve(user, user, POSTS, false);
  }
}
