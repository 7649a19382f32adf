package jp.tsunagi.consent.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditLine;
import jp.tsunagi.audit.boundary.AuditLines;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.control.AccessReport;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 閲覧の記録の開示. Who looked at a resident's record: what she and her family look up themselves, and what
 * she or her proxy is handed by the city's welfare office at its counter, or by the auditor.
 */
@ApplicationScoped
public class AccessReportService {
  private static final int AT_ONCE = 1_000;

  /** More rows of one resident than this are asked for piece by piece. */
  private static final int MOST = 50_000;

  private AuditLines trail;
  private AccessPolicy policy;
  private CurrentActor current;
  private AuditScope audit;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected AccessReportService() {}

  @Inject
  AccessReportService(
      AuditLines trail,
      AccessPolicy policy,
      CurrentActor current,
      AuditScope audit,
      Messages messages) {
    this.trail = trail;
    this.policy = policy;
    this.current = current;
    this.audit = audit;
    this.messages = messages;
  }

  /** Who looked at the resident's record between two times, newest first. */
  @Audited(AuditAction.EXPORT)
  public List<AccessReportLine> report(
      ResidentId resident, @Nullable Instant from, @Nullable Instant to, String language) {
    requireReporter(resident);
    audit.resource("access-report").resident(resident);
    AccessReport report = new AccessReport(messages, language);
    AuditQuery query = AuditQuery.newest(AT_ONCE).ofResident(resident.value()).between(from, to);
    @Nullable String last = null;
    int seen = 0;
    List<AuditLine> rows;
    do {
      rows = trail.find(query.after(last), language);
      rows.forEach(report::add);
      seen += rows.size();
      if (seen > MOST) {
        throw new ProblemException(ProblemCode.TOO_MANY, MOST);
      }
      last = rows.isEmpty() ? null : rows.get(rows.size() - 1).id();
    } while (rows.size() == AT_ONCE);
    return report.lines();
  }

  private void requireReporter(ResidentId resident) {
    Actor actor = current.get();
    if (actor.has(Role.AUDITOR)) {
      audit.ground(Ground.AUDIT_DUTY.code(), "");
    } else if (actor.has(Role.CITY_WELFARE)) {
      policy.require(actor, resident, DataSet.CARE_RECORD);
    } else if (actor.hasAny(Role.OWN)) {
      policy.require(actor, resident, DataSet.CREW_CARD);
    } else {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }
}
