package jp.tsunagi.notification.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.notification.control.NoticeDelivery;

/** 知らせの送り出し, kept beside the fact and rung on open screens. */
@ApplicationScoped
public class DeliveredNotices implements Notices {
  private NoticeDelivery delivery;

  @SuppressWarnings("NullAway.Init")
  protected DeliveredNotices() {}

  @Inject
  DeliveredNotices(NoticeDelivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void tellTeamOf(ResidentId resident, Notice notice) {
    tell(delivery.teamOf(resident), resident, notice);
  }

  @Override
  public void tell(Set<OrganizationId> organizations, ResidentId resident, Notice notice) {
    delivery.deliver(
        organizations,
        resident,
        new NoticeDelivery.Message(notice.kind().code(), notice.about(), notice.exercise()));
  }
}
