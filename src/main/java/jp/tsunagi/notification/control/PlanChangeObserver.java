package jp.tsunagi.notification.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.notification.control.NoticeDelivery.Message;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.ResidentsConcerned;

/**
 * 個別避難計画の変更の通知. Whoever changes a resident's evacuation plan, by whichever door: the others of the
 * support team must know, because they act on it without looking it up.
 */
@ApplicationScoped
public class PlanChangeObserver {
  private NoticeDelivery delivery;

  @SuppressWarnings("NullAway.Init")
  protected PlanChangeObserver() {}

  @Inject
  PlanChangeObserver(NoticeDelivery delivery) {
    this.delivery = delivery;
  }

  void afterWrite(@Observes RecordChanged change) {
    FhirResource plan = change.after();
    if (plan == null
        || change.actor().isSystem()
        || !plan.type().equals("CarePlan")
        || RecordKind.of(plan) != RecordKind.EVACUATION_PLAN) {
      return;
    }
    for (String id : ResidentsConcerned.by(plan)) {
      delivery.tellOthersOfTeam(
          new ResidentId(id),
          new Message("evacuation-plan", plan.key().toString(), change.actor(), false));
    }
  }
}
