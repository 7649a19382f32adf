package jp.tsunagi.notification.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jp.tsunagi.consent.boundary.GlassBroken;
import jp.tsunagi.notification.control.NoticeDelivery.Message;

/**
 * 緊急閲覧の通知. Whoever opens a card without consent is seen doing it: by the resident's care managers
 * and by the auditors, also when no screen of theirs was open.
 */
@ApplicationScoped
public class GlassBrokenObserver {
  private NoticeDelivery delivery;

  @SuppressWarnings("NullAway.Init")
  protected GlassBrokenObserver() {}

  @Inject
  GlassBrokenObserver(NoticeDelivery delivery) {
    this.delivery = delivery;
  }

  void broken(@Observes GlassBroken glass) {
    delivery.keepForCareManagersAndAuditors(
        glass.resident(),
        new Message("break-glass", "break-glass/" + glass.grant(), glass.actor(), false));
  }
}
