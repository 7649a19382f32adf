package jp.tsunagi.notification.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.notification.control.NoticeDelivery;
import jp.tsunagi.notification.control.NoticeDelivery.Message;

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
    delivery.tellTeam(resident, message(notice));
  }

  @Override
  public void tellDisasterStaffAndAuditors(Collection<String> cities, Notice notice) {
    delivery.tellDisasterStaffAndAuditors(cities, message(notice));
  }

  private static Message message(Notice notice) {
    return new Message(notice.kind().code(), notice.about(), notice.by(), notice.exercise());
  }
}
