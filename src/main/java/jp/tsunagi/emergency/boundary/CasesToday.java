package jp.tsunagi.emergency.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.emergency.control.CaseLedger;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.resident.boundary.TodaySource;

/** 今日の通報. The cases that are not closed and that the caller may see, newest first. */
@ApplicationScoped
public class CasesToday implements TodaySource {
  private CaseLedger ledger;
  private CaseViews views;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected CasesToday() {}

  @Inject
  CasesToday(CaseLedger ledger, CaseViews views, AuditScope audit) {
    this.ledger = ledger;
    this.views = views;
    this.audit = audit;
  }

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public Object content(Actor actor, String language) {
    List<EmergencyCase> open = ledger.list(new CaseQuery("open", null, language).filter(), actor);
    List<CaseItem> items = views.items(open, actor, language);
    for (CaseItem item : items) {
      for (String resident : item.residentIds()) {
        audit.permitted(
            new ResidentId(resident), views.groundOf(actor).code(), "Task/" + item.caseId());
      }
    }
    return items;
  }
}
