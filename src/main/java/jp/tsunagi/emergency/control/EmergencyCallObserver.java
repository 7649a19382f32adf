package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.emergency.control.CaseAssignment.Assigned;
import jp.tsunagi.emergency.control.CaseProjection.Entered;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * 通報の到着. Gives every emergency call that is written the same checks and effects, whether it comes
 * over {@code /api} or over {@code /fhir}: its id is used once, its device and residents are found,
 * its case is opened or joined, and those who must act are told.
 */
@ApplicationScoped
public class EmergencyCallObserver {
  private CaseAssignment assignment;
  private CentreRegister centres;
  private CaseProjection projection;
  private CaseEffects effects;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyCallObserver() {}

  @Inject
  EmergencyCallObserver(
      CaseAssignment assignment,
      CentreRegister centres,
      CaseProjection projection,
      CaseEffects effects) {
    this.assignment = assignment;
    this.centres = centres;
    this.projection = projection;
    this.effects = effects;
  }

  void beforeWrite(@Observes RecordChanging change) {
    if (!isCall(change.before()) && !isCall(change.after())) {
      return;
    }
    FhirResource call = change.after();
    if (change.operation() != Operation.CREATE || call == null) {
      throw new ProblemException(ProblemCode.APPEND_ONLY);
    }
    List<Violation> violations = new ArrayList<>();
    Optional<EmergencyEvent> event = EmergencyCallMapper.readEvent(call, violations);
    if (event.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    String centre = centres.require(event.get().centre(), change.actor());
    if (change.door() != Door.USE_CASE) {
      // The use case has done both, before anything else.
      assignment.hold(event.get().deviceId());
      centres.refuseRepeated(event.get());
    }
    Assigned assigned = assignment.assign(event.get(), centre);
    EmergencyCallMapper.complete(call, assigned.call(), assigned.device());
  }

  void afterWrite(@Observes RecordChanged change) {
    FhirResource written = change.after();
    if (change.operation() != Operation.CREATE || written == null || !isCall(written)) {
      return;
    }
    ReceivedCall call = EmergencyCallMapper.readCall(written);
    Optional<Entered> entered = projection.enter(call);
    assignment.settle(call);
    if (entered.isPresent()) {
      effects.ofAlarm(entered.get(), call.communication(), change.actor());
    } else if (call.besideCase() != null && call.event().kind() == EmergencyKind.CANCEL) {
      effects.ofCancellation(call.besideCase());
    }
  }

  private static boolean isCall(@Nullable FhirResource resource) {
    return resource != null && RecordKind.of(resource) == RecordKind.EMERGENCY_CALL;
  }
}
