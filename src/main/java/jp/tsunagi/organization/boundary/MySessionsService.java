package jp.tsunagi.organization.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.SignInSession;
import jp.tsunagi.platform.boundary.SignInSessions;

/** サインイン中の端末. Everybody sees and ends her own sign-ins, and nobody else's. */
@ApplicationScoped
public class MySessionsService {
  private static final String DIRECTORY = "directory";

  private SignInSessions sessions;
  private CurrentActor current;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected MySessionsService() {}

  @Inject
  MySessionsService(SignInSessions sessions, CurrentActor current, AuditScope audit) {
    this.sessions = sessions;
    this.current = current;
    this.audit = audit;
  }

  @Audited(AuditAction.READ)
  public List<SignInSession> mine() {
    audit.ground(DIRECTORY, "").resource("my-sessions");
    return sessions.of(current.get().user());
  }

  /** Signs one of the person's own devices out. */
  @Audited(AuditAction.DELETE)
  @Transactional
  public void end(String id) {
    audit.ground(DIRECTORY, "").resource("my-sessions/" + id);
    if (!sessions.end(current.get().user(), id)) {
      throw ProblemException.notFound();
    }
  }

  /** Locks the screen that asks. */
  @Audited(AuditAction.LOGOUT)
  public void lock() {
    audit.ground(DIRECTORY, "").resource("screen-lock");
    sessions.lock();
  }
}
