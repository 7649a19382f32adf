package jp.tsunagi.emergency.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.OutcomeCode;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the Tasks of a case: the case itself, whose current version shows where it
 * stands, and one immutable Task for each step.
 */
public final class CaseTaskMapper {
  private CaseTaskMapper() {}

  /** Whether the resource is a Task that stands for one step of a case. */
  public static boolean isStep(FhirResource resource) {
    return resource.model() instanceof Task task
        && task.getCode().hasCoding(Systems.TASK, Codes.EMERGENCY_STEP);
  }

  /**
   * The case as a Task.
   *
   * @param firstCall id of the Communication that opened it
   * @param post reference of the post of who accepted it, if it is known
   */
  public static FhirResource toCase(
      EmergencyCase emergency, String firstCall, @Nullable String post, Instant changedAt) {
    Task task = task(Codes.EMERGENCY_CASE, Profiles.EMERGENCY_CASE, emergency);
    task.setId(emergency.id());
    task.addIdentifier(caseIdentifier(emergency));
    CaseState state = emergency.state();
    task.setStatus(
        switch (state) {
          case RECEIVED -> TaskStatus.REQUESTED;
          case ACCEPTED -> TaskStatus.ACCEPTED;
          case DISPATCHED, ON_SCENE, OUTCOME -> TaskStatus.INPROGRESS;
          case CLOSED -> TaskStatus.COMPLETED;
        });
    task.setBusinessStatus(state(state));
    task.setPriority(emergency.kind().isAlarm() ? TaskPriority.STAT : TaskPriority.ROUTINE);
    task.setReasonCode(
        EmergencyCallMapper.concept(Systems.EMERGENCY_KIND, emergency.kind().code()));
    task.setRequester(new Reference("Organization/" + emergency.centre()));
    emergency.acceptance().ifPresent(accepted -> task.setOwner(person(accepted, post)));
    task.setAuthoredOnElement(EmergencyCallMapper.instant(emergency.receivedAt()));
    task.setLastModifiedElement(EmergencyCallMapper.instant(changedAt));
    if (emergency.area() != null) {
      task.addExtension(Extensions.AREA, new CodeType(emergency.area()));
    }
    task.setFocus(new Reference("Communication/" + firstCall));
    emergency.outcome().ifPresent(outcome -> addOutcome(task, outcome));
    return FhirResource.of(task);
  }

  /** The call that opened a stored case. */
  public static String firstCallOf(FhirResource resource) {
    return OwnReference.of(resource.as(Task.class).getFocus()).map(ResourceKey::id).orElseThrow();
  }

  /** The post of who accepted a stored case. */
  public static @Nullable String postOf(FhirResource resource) {
    return resource.as(Task.class).getOwner().getReference();
  }

  /** The area a stored case was given. */
  public static Optional<String> areaOf(FhirResource resource) {
    Extension area = resource.as(Task.class).getExtensionByUrl(Extensions.AREA);
    return area != null && area.getValue() instanceof CodeType code
        ? Optional.of(code.getValue())
        : Optional.empty();
  }

  /** The kind a stored case shows. */
  public static EmergencyKind kindOf(FhirResource resource) {
    return EmergencyCallMapper.code(
            List.of(resource.as(Task.class).getReasonCode()), Systems.EMERGENCY_KIND)
        .flatMap(EmergencyKind::ofCode)
        .orElse(EmergencyKind.UNKNOWN);
  }

  public static List<String> residentsOf(FhirResource resource) {
    Task task = resource.as(Task.class);
    return residents(task.getFor(), task.getExtension());
  }

  /**
   * One step as a Task that is not stored yet.
   *
   * @param post reference of the post the person acts in, if it is known
   */
  public static FhirResource toStep(
      EmergencyCase emergency, TakenStep step, @Nullable String post) {
    Task task = task(Codes.EMERGENCY_STEP, Profiles.EMERGENCY_STEP, emergency);
    task.addPartOf(new Reference("Task/" + emergency.id()));
    task.setBusinessStatus(state(step.step().leadsTo()));
    if (step.outcome() != null) {
      addOutcome(task, step.outcome());
    }
    FhirResource resource = FhirResource.of(task);
    completeStep(resource, emergency, step, post);
    return resource;
  }

  /**
   * Fills in what a client that wrote the step over FHIR leaves to us: who, when, and whom the case
   * is about.
   */
  public static void completeStep(
      FhirResource resource, EmergencyCase emergency, TakenStep step, @Nullable String post) {
    Task task = resource.as(Task.class);
    task.setStatus(TaskStatus.COMPLETED);
    task.setIntent(TaskIntent.ORDER);
    task.setGroupIdentifier(caseIdentifier(emergency));
    task.setFor(null);
    task.getExtension().removeIf(CaseTaskMapper::followsFromCase);
    residents(emergency.residents(), task::setFor, task::addExtension);
    markExercise(task, emergency.exercise());
    DateTimeType at = EmergencyCallMapper.instant(step.at());
    task.setAuthoredOnElement(at);
    task.setExecutionPeriod(new Period().setStartElement(at.copy()));
    task.setOwner(person(step, post));
    task.setRequester(
        step.organization() == null
            ? null
            : new Reference("Organization/" + step.organization())
                .setDisplay(step.organizationName()));
  }

  private static boolean followsFromCase(Extension extension) {
    return Extensions.FURTHER_RESIDENT.equals(extension.getUrl())
        || Extensions.EXERCISE.equals(extension.getUrl());
  }

  /** The case a step belongs to. */
  public static Optional<String> caseOf(FhirResource resource) {
    return resource.as(Task.class).getPartOf().stream()
        .flatMap(reference -> OwnReference.id(reference, "Task").stream())
        .findFirst();
  }

  /** What a step's Task asks for; empty when it names no step, with the reason added. */
  public static Optional<CaseStep> stepOf(FhirResource resource, List<Violation> violations) {
    Optional<CaseStep> step =
        EmergencyCallMapper.code(
                List.of(resource.as(Task.class).getBusinessStatus()), Systems.EMERGENCY_CASE_STATE)
            .flatMap(CaseState::ofCode)
            .flatMap(CaseStep::leadingTo);
    if (step.isEmpty()) {
      violations.add(Violation.of("Task.businessStatus", "not-a-code", CaseState.codes()));
    }
    return step;
  }

  /** The outcome a step's Task names. */
  public static Optional<Outcome> outcomeOf(FhirResource resource) {
    Task task = resource.as(Task.class);
    return output(task, Codes.OUTCOME)
        .filter(CodeableConcept.class::isInstance)
        .flatMap(
            value ->
                EmergencyCallMapper.code(
                    List.of((CodeableConcept) value), Systems.EMERGENCY_OUTCOME))
        .flatMap(OutcomeCode::ofCode)
        .map(
            code ->
                new Outcome(code, text(task, Codes.OUTCOME_TEXT), text(task, Codes.DESTINATION)));
  }

  /** A stored step. */
  public static TakenStep readStep(FhirResource resource) {
    Task task = resource.as(Task.class);
    List<Violation> violations = new ArrayList<>();
    CaseStep step =
        stepOf(resource, violations)
            .orElseThrow(
                () -> new IllegalStateException(resource.key() + " is no step: " + violations));
    Reference organization = task.getRequester();
    return new TakenStep(
        step,
        task.getAuthoredOn().toInstant(),
        task.getOwner().getIdentifier().getValue(),
        task.getOwner().getDisplay(),
        OwnReference.of(organization).map(ResourceKey::id).orElse(null),
        organization.getDisplay(),
        outcomeOf(resource).orElse(null));
  }

  private static Task task(String code, String profile, EmergencyCase emergency) {
    Task task = new Task();
    task.getMeta().addProfile(profile);
    task.setIntent(TaskIntent.ORDER);
    task.setCode(EmergencyCallMapper.concept(Systems.TASK, code));
    residents(emergency.residents(), task::setFor, task::addExtension);
    markExercise(task, emergency.exercise());
    return task;
  }

  private static void markExercise(Task task, boolean exercise) {
    if (exercise) {
      task.addExtension(Extensions.EXERCISE, new BooleanType(true));
    }
  }

  private static Identifier caseIdentifier(EmergencyCase emergency) {
    return new Identifier().setSystem(Identifiers.EMERGENCY_CASE).setValue(emergency.id());
  }

  // Account and name stay readable when the post has long ended.
  private static Reference person(TakenStep step, @Nullable String post) {
    return new Reference()
        .setReference(post)
        .setIdentifier(new Identifier().setSystem(Identifiers.STAFF_USER).setValue(step.user()))
        .setDisplay(step.name());
  }

  private static CodeableConcept state(CaseState state) {
    return EmergencyCallMapper.concept(Systems.EMERGENCY_CASE_STATE, state.code());
  }

  private static void addOutcome(Task task, Outcome outcome) {
    addOutput(
        task,
        Codes.OUTCOME,
        EmergencyCallMapper.concept(Systems.EMERGENCY_OUTCOME, outcome.code().code()));
    if (outcome.text() != null) {
      addOutput(task, Codes.OUTCOME_TEXT, new StringType(outcome.text()));
    }
    if (outcome.destination() != null) {
      addOutput(task, Codes.DESTINATION, new StringType(outcome.destination()));
    }
  }

  private static void addOutput(Task task, String code, Type value) {
    task.addOutput()
        .setType(EmergencyCallMapper.concept(Systems.TASK_PARAMETER, code))
        .setValue(value);
  }

  private static Optional<Type> output(Task task, String code) {
    return task.getOutput().stream()
        .filter(output -> output.getType().hasCoding(Systems.TASK_PARAMETER, code))
        .map(Task.TaskOutputComponent::getValue)
        .findFirst();
  }

  private static @Nullable String text(Task task, String code) {
    return output(task, code)
        .filter(StringType.class::isInstance)
        .map(value -> ((StringType) value).getValue())
        .orElse(null);
  }

  /**
   * Names the residents a resource is about: the first as its subject, the others as extensions.
   */
  static void residents(
      List<String> ids, Consumer<Reference> subject, Consumer<Extension> further) {
    for (int i = 0; i < ids.size(); i++) {
      Reference patient = new Reference("Patient/" + ids.get(i));
      if (i == 0) {
        subject.accept(patient);
      } else {
        further.accept(new Extension(Extensions.FURTHER_RESIDENT, patient));
      }
    }
  }

  /** The residents a resource is about, the first one foremost. */
  static List<String> residents(Reference subject, List<Extension> extensions) {
    Set<String> residents = new LinkedHashSet<>();
    EmergencyDeviceMapper.patient(subject).ifPresent(residents::add);
    for (Extension extension : extensions) {
      if (Extensions.FURTHER_RESIDENT.equals(extension.getUrl())
          && extension.getValue() instanceof Reference reference) {
        EmergencyDeviceMapper.patient(reference).ifPresent(residents::add);
      }
    }
    return List.copyOf(residents);
  }
}
