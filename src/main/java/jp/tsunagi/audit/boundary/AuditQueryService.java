package jp.tsunagi.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.audit.control.AnomalyFinder;
import jp.tsunagi.audit.control.AuditReader;
import jp.tsunagi.audit.control.ChainVerifier;
import jp.tsunagi.audit.control.HeadExport;
import jp.tsunagi.audit.control.JournalReplayer;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/** 監査記録の閲覧. Shows the trail to auditors, and to nobody else. Their looking is in the trail too. */
@ApplicationScoped
public class AuditQueryService {
  private static final String AUDIT_DUTY = "audit-duty";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration MOST_AT_ONCE = Duration.ofDays(93);

  private CurrentActor current;
  private AuditReader reader;
  private JournalReplayer replayer;
  private ChainVerifier verifier;
  private HeadExport heads;
  private AnomalyFinder anomalies;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected AuditQueryService() {}

  @Inject
  AuditQueryService(
      CurrentActor current,
      AuditReader reader,
      JournalReplayer replayer,
      ChainVerifier verifier,
      HeadExport heads,
      AnomalyFinder anomalies,
      AuditScope audit) {
    this.current = current;
    this.reader = reader;
    this.replayer = replayer;
    this.verifier = verifier;
    this.heads = heads;
    this.anomalies = anomalies;
    this.audit = audit;
  }

  /** Rows that match, newest first, everything recorded until now included. */
  @Audited(AuditAction.SEARCH)
  public List<AuditLine> find(AuditQuery query, String language) {
    requireAuditor();
    audit.resource("AuditEvent").query(describe(query));
    replayer.catchUp(PATIENCE);
    return reader.find(query, language);
  }

  /** One row. */
  @Audited(AuditAction.READ)
  public Optional<AuditLine> read(String id, String language) {
    requireAuditor();
    audit.resource("AuditEvent/" + id);
    replayer.catchUp(PATIENCE);
    return reader.read(id, language);
  }

  /** Whether the trail is what was written. */
  @Audited(AuditAction.READ)
  public ChainReport verify() {
    requireAuditor();
    audit.resource("audit-chain");
    replayer.catchUp(PATIENCE);
    return verifier.verify();
  }

  /** What stands out between two times. */
  @Audited(AuditAction.SEARCH)
  public List<Anomaly> anomalies(Instant from, Instant to, String language) {
    requireAuditor();
    audit.resource("audit-anomalies");
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(MOST_AT_ONCE) > 0) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    replayer.catchUp(PATIENCE);
    return anomalies.between(from, to, language);
  }

  /** Where the chains end now, to be kept elsewhere. */
  @Audited(AuditAction.EXPORT)
  public ChainHeads heads() {
    requireAuditor();
    audit.resource("audit-chain");
    replayer.catchUp(PATIENCE);
    return heads.now();
  }

  private void requireAuditor() {
    Actor actor = current.get();
    if (!actor.has(Role.AUDITOR)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    audit.ground(AUDIT_DUTY, "");
  }

  private static String describe(AuditQuery query) {
    return "resident="
        + query.resident()
        + " actor="
        + query.actor()
        + " action="
        + query.action()
        + " outcome="
        + query.outcome()
        + " from="
        + query.from()
        + " to="
        + query.to();
  }
}
