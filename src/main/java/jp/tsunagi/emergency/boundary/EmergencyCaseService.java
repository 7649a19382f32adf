package jp.tsunagi.emergency.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.emergency.control.CaseLedger;
import jp.tsunagi.emergency.control.CaseSteps;
import jp.tsunagi.emergency.control.EmergencyDesk;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/** 案件への対応. Shows cases to those who answer them, and takes the steps they report. */
@ApplicationScoped
public class EmergencyCaseService {
  private CaseLedger ledger;
  private EmergencyDesk desk;
  private CaseViews views;
  private CurrentActor currentActor;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyCaseService() {}

  @Inject
  EmergencyCaseService(
      CaseLedger ledger,
      EmergencyDesk desk,
      CaseViews views,
      CurrentActor currentActor,
      AuditScope audit,
      Clock clock) {
    this.ledger = ledger;
    this.desk = desk;
    this.views = views;
    this.currentActor = currentActor;
    this.audit = audit;
    this.clock = clock;
  }

  /** The cases the caller may see, newest first. */
  @Audited(AuditAction.SEARCH)
  @Transactional
  public CasePage list(CaseQuery query) {
    Actor actor = currentActor.get();
    List<EmergencyCase> found = ledger.list(query.filter(), actor);
    List<EmergencyCase> page = found.subList(0, Math.min(found.size(), CaseQuery.PAGE));
    List<CaseItem> items = views.items(page, actor, query.language());
    audit
        .ground(views.groundOf(actor).code(), "")
        .dataSet(DataSet.EMERGENCY_CASE.code())
        .query("emergency-cases?state=" + (query.state() == null ? "" : query.state()));
    items.forEach(
        item ->
            audit
                .residents(item.residentIds().stream().map(ResidentId::new).toList())
                .resource("Task/" + item.caseId()));
    return new CasePage(
        items,
        found.size() > page.size() ? cursorAfter(page.get(page.size() - 1)) : null,
        views.stated(views.groundOf(actor), query.language()));
  }

  private static String cursorAfter(EmergencyCase last) {
    return new TimeCursor(last.receivedAt(), last.id()).print();
  }

  /** One case; unknown and unseen ones answer alike. */
  @Audited(AuditAction.READ)
  @Transactional
  public CaseDetails find(String caseId, String language) {
    Actor actor = currentActor.get();
    return shown(ledger.read(known(caseId), actor), language);
  }

  /** What cannot be the number of a case is answered as one that is unknown. */
  private String known(String caseId) {
    if (!caseId.matches("[A-Za-z0-9.-]{1,64}")) {
      audit.denied("none");
      throw ProblemException.notFound();
    }
    return caseId;
  }

  /** Takes a step; the case as it stands afterwards. */
  @Audited(AuditAction.UPDATE)
  @Transactional
  public CaseDetails take(TakeStep command) {
    Actor actor = currentActor.get();
    CaseStep step = CaseStep.ofCode(command.step()).orElseThrow(ProblemException::notFound);
    EmergencyCase emergency =
        ledger.hold(known(command.caseId()), step, actor).orElseThrow(ProblemException::notFound);
    audit.ground(views.groundOf(actor).code(), "Task/" + emergency.id());
    TakenStep taken = CaseSteps.taken(step, outcome(step, command), actor, clock.instant());
    if (!CaseSteps.isNew(emergency, taken, actor)) {
      return shown(emergency, command.language());
    }
    desk.take(emergency, taken, actor);
    return shown(emergency.with(taken), command.language());
  }

  private static @Nullable Outcome outcome(CaseStep step, TakeStep command) {
    if (step != CaseStep.OUTCOME) {
      return null;
    }
    RecordOutcome outcome = command.outcome();
    return (outcome == null ? new RecordOutcome(null, null, null) : outcome).checked();
  }

  private CaseDetails shown(EmergencyCase emergency, String language) {
    Actor actor = currentActor.get();
    CaseDetails details = views.details(emergency, actor, language);
    audit
        .dataSet(DataSet.EMERGENCY_CASE.code())
        .resource("Task/" + emergency.id())
        .exercise(emergency.exercise());
    return details;
  }
}
