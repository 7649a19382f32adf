package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.control.StandingRepository;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/** わたしの記録. Whose record somebody may look at who is no member of staff. */
@ApplicationScoped
public class OwnRecordService {
  private StandingRepository standings;
  private AccessPolicy policy;
  private CurrentActor current;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected OwnRecordService() {}

  @Inject
  OwnRecordService(
      StandingRepository standings,
      AccessPolicy policy,
      CurrentActor current,
      AuditScope audit,
      Clock clock) {
    this.standings = standings;
    this.policy = policy;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /** Her own record first; nothing once a consent is withdrawn. */
  @Audited(AuditAction.READ)
  public List<OwnRecord> mine(String language) {
    Actor actor = current.get();
    if (!actor.hasAny(Role.OWN)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    audit.ground((actor.has(Role.RESIDENT) ? Ground.OWN_RECORD : Ground.FAMILY_VIEW).code(), "");
    List<ResidentId> residents =
        standings.residentsOfAccount(actor.user(), clock.millis()).stream()
            .map(ResidentId::new)
            .toList();
    return policy.views(actor, residents).entrySet().stream()
        .map(
            seen ->
                OwnRecord.of(
                    seen.getKey(), seen.getValue(), policy.state(seen.getValue(), language)))
        .sorted((one, other) -> other.relation().compareTo(one.relation()))
        .toList();
  }
}
