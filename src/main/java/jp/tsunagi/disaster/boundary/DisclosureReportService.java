package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditLine;
import jp.tsunagi.audit.boundary.AuditLines;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.disaster.control.DisasterRepository;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 緊急モードの開示報告. Who saw whom, when and why while the law opened the roster: for the city that opened
 * it, and for the auditor.
 */
@ApplicationScoped
public class DisclosureReportService {
  private static final int AT_ONCE = 1_000;
  private static final int MOST = 200_000;

  private DisasterRepository disasters;
  private DisasterViews views;
  private AuditLines trail;
  private CurrentActor current;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected DisclosureReportService() {}

  @Inject
  DisclosureReportService(
      DisasterRepository disasters,
      DisasterViews views,
      AuditLines trail,
      CurrentActor current,
      AuditScope audit) {
    this.disasters = disasters;
    this.views = views;
    this.trail = trail;
    this.current = current;
    this.audit = audit;
  }

  @Audited(AuditAction.EXPORT)
  public DisclosureReport report(String id, String language) {
    requireReader();
    audit.resource("CarePlan/" + id).query("disclosure-report");
    Disaster disaster = disasters.find(id).orElseThrow(ProblemException::notFound).disaster();
    EmergencyMode mode = disaster.mode();
    if (mode == null) {
      throw ProblemException.notFound();
    }
    List<AuditLine> rows = rows(id, mode, language);
    List<DisclosureLine> lines = rows.stream().flatMap(row -> lines(row).stream()).toList();
    return new DisclosureReport(
        id,
        disaster.title(),
        views.of(mode),
        lines.stream().map(DisclosureLine::user).distinct().count(),
        lines.stream().map(DisclosureLine::residentId).distinct().count(),
        lines,
        rows);
  }

  private List<AuditLine> rows(String id, EmergencyMode mode, String language) {
    AuditQuery query =
        AuditQuery.newest(AT_ONCE)
            .between(mode.from(), null)
            .onGround(Ground.EMERGENCY_MODE.code(), "CarePlan/" + id);
    List<AuditLine> all = new ArrayList<>();
    @Nullable String last = null;
    List<AuditLine> rows;
    do {
      rows = trail.find(query.after(last), language);
      all.addAll(rows);
      if (all.size() > MOST) {
        throw new ProblemException(ProblemCode.TOO_MANY, MOST);
      }
      last = rows.isEmpty() ? null : rows.get(rows.size() - 1).id();
    } while (rows.size() == AT_ONCE);
    return all;
  }

  private static List<DisclosureLine> lines(AuditLine row) {
    return row.residentIds().stream()
        .map(
            resident ->
                new DisclosureLine(
                    row.id(),
                    DisasterView.time(row.at()),
                    row.actor().user(),
                    row.actor().name(),
                    row.actor().role(),
                    row.actor().organisation(),
                    resident,
                    row.action(),
                    row.dataSet(),
                    row.ground().text(),
                    row.remoteAddress()))
        .toList();
  }

  private void requireReader() {
    Actor actor = current.get();
    if (actor.has(Role.AUDITOR)) {
      audit.ground(Ground.AUDIT_DUTY.code(), "");
    } else if (actor.has(Role.CITY_DISASTER)) {
      audit.ground(Ground.ROSTER_INTERNAL_USE.code(), "");
    } else {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }
}
