package jp.tsunagi.emergency.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt.Answer;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt.Manner;
import jp.tsunagi.emergency.control.EmergencyDesk;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/** 通報の受付. Takes events from emergency centres; when it returns, they are durable. */
@ApplicationScoped
public class EmergencyEventService {
  private EmergencyDesk desk;
  private CurrentActor currentActor;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyEventService() {}

  @Inject
  EmergencyEventService(EmergencyDesk desk, CurrentActor currentActor, AuditScope audit) {
    this.desk = desk;
    this.currentActor = currentActor;
    this.audit = audit;
  }

  /** Takes one event. Sent again, it is answered again and has no further effect. */
  @Audited(AuditAction.CREATE)
  @Transactional
  public EmergencyEventReceipt receive(ReceiveEmergencyEvent command) {
    Actor actor = currentActor.get();
    if (!actor.has(Role.EMERGENCY_CENTRE) && !actor.isSystem()) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    EmergencyEvent event = command.checked();
    audit.ground(Ground.DEVICE_REGISTRATION.code(), "").exercise(event.exercise());
    Optional<KeptEvent> earlier = desk.earlier(event, actor);
    KeptEvent kept = earlier.orElseGet(() -> desk.take(event, actor));
    audit.resource("Communication/" + kept.communication());
    return new EmergencyEventReceipt(
        new Answer(kept.eventId(), kept.answeredCase(), kept.answeredState().code()),
        manner(kept, earlier.isPresent()));
  }

  // An unknown device is answered the same way each time, also when somebody has registered it
  // since.
  private static Manner manner(KeptEvent kept, boolean repeated) {
    if (!kept.registered()) {
      return Manner.UNREGISTERED;
    }
    return repeated ? Manner.REPEATED : Manner.RECEIVED;
  }
}
