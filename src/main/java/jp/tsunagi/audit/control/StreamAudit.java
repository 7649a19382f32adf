package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.LiveStreamOpened;

/**
 * Records that somebody listens to the live events. What each event tells is ids and codes, decided
 * one by one by the policy; the stream itself discloses nothing.
 */
@ApplicationScoped
public class StreamAudit implements LiveStreamOpened {
  private AuditTrail trail;

  @SuppressWarnings("NullAway.Init")
  protected StreamAudit() {}

  @Inject
  StreamAudit(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void opened(Actor actor, CurrentActor.Origin origin) {
    AuditTrail.Entry entry = trail.open(AuditAction.SUBSCRIBE, actor, origin);
    entry.ground("directory", "").resource("events");
    entry.close();
  }
}
