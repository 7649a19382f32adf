package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
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
 * 段階の記入. Gives every step of a case that is written the same checks and effects, whichever door it
 * comes through, and keeps everybody but this system from writing the case itself.
 */
@ApplicationScoped
public class CaseTaskObserver {
  private EmergencyCaseRepository cases;
  private CaseProjection projection;
  private CaseEffects effects;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected CaseTaskObserver() {}

  @Inject
  CaseTaskObserver(
      EmergencyCaseRepository cases, CaseProjection projection, CaseEffects effects, Clock clock) {
    this.cases = cases;
    this.projection = projection;
    this.effects = effects;
    this.clock = clock;
  }

  void beforeWrite(@Observes RecordChanging change) {
    if (isCase(change.before()) || isCase(change.after())) {
      if (change.door() != Door.SYSTEM) {
        throw new ProblemException(ProblemCode.APPEND_ONLY);
      }
      return;
    }
    if (!isStep(change.before()) && !isStep(change.after())) {
      return;
    }
    FhirResource step = change.after();
    if (change.operation() != Operation.CREATE || step == null) {
      throw new ProblemException(ProblemCode.APPEND_ONLY);
    }
    if (change.door() == Door.FHIR) {
      complete(step, change.actor());
    }
  }

  // The use case has checked and filled in what it writes; a client of /fhir has not.
  private void complete(FhirResource resource, Actor actor) {
    List<Violation> violations = new ArrayList<>();
    CaseStep step = CaseTaskMapper.stepOf(resource, violations).orElse(null);
    EmergencyCase emergency = CaseTaskMapper.caseOf(resource).flatMap(cases::lock).orElse(null);
    if (emergency == null) {
      violations.add(Violation.of("Task.partOf", "required"));
    }
    Outcome outcome = CaseTaskMapper.outcomeOf(resource).orElse(null);
    if (step == CaseStep.OUTCOME && outcome == null) {
      violations.add(Violation.of("Task.output", "required"));
    }
    if (step == null || emergency == null || !violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    TakenStep taken =
        CaseSteps.taken(step, step == CaseStep.OUTCOME ? outcome : null, actor, clock.instant());
    if (!CaseSteps.isNew(emergency, taken, actor)) {
      throw new ProblemException(ProblemCode.DUPLICATE);
    }
    CaseTaskMapper.completeStep(resource, emergency, taken, effects.postOf(taken));
  }

  void afterWrite(@Observes RecordChanged change) {
    FhirResource written = change.after();
    if (change.operation() != Operation.CREATE || written == null || !isStep(written)) {
      return;
    }
    EmergencyCase before =
        CaseTaskMapper.caseOf(written)
            .flatMap(cases::lock)
            .orElseThrow(() -> new IllegalStateException(written.key() + " has no case"));
    TakenStep step = CaseTaskMapper.readStep(written);
    effects.ofStep(projection.enter(before, step), step, change.actor());
  }

  private static boolean isCase(@Nullable FhirResource resource) {
    return resource != null && RecordKind.of(resource) == RecordKind.EMERGENCY_CASE;
  }

  private static boolean isStep(@Nullable FhirResource resource) {
    return resource != null && CaseTaskMapper.isStep(resource);
  }
}
