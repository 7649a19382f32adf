package jp.tsunagi.disaster.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.disaster.entity.Claim;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Translates who goes to whom from and to its Task. */
public final class SafetyCheckMapper {
  private SafetyCheckMapper() {}

  public static boolean isCheck(@Nullable FhirResource resource) {
    return resource != null
        && resource.model() instanceof Task task
        && task.getCode().hasCoding(Systems.TASK, Codes.SAFETY_CHECK);
  }

  /** A new lease. */
  public static FhirResource toTask(Claim claim, Safety shown, boolean exercise) {
    Task task = new Task();
    task.getMeta().addProfile(Profiles.SAFETY_CHECK);
    task.addBasedOn(new Reference("CarePlan/" + claim.disaster()));
    task.setGroupIdentifier(
        new org.hl7.fhir.r4.model.Identifier()
            .setSystem(Identifiers.DISASTER)
            .setValue(claim.disaster()));
    task.setStatus(TaskStatus.INPROGRESS);
    task.setBusinessStatus(FhirPartsMapper.concept(Systems.SAFETY_STATUS, shown.code()));
    task.setIntent(TaskIntent.ORDER);
    task.setPriority(TaskPriority.URGENT);
    task.setCode(FhirPartsMapper.concept(Systems.TASK, Codes.SAFETY_CHECK));
    task.setFor(new Reference("Patient/" + claim.resident()));
    task.setAuthoredOnElement(FhirPartsMapper.dateTime(claim.from()));
    task.setOwner(new Reference(claim.owner()).setDisplay(claim.name()));
    task.getOwner().getIdentifier().setSystem(Identifiers.STAFF_USER).setValue(claim.user());
    task.getRestriction().setPeriod(FhirPartsMapper.period(claim.from(), claim.until()));
    FhirPartsMapper.exercise(task, exercise);
    return FhirResource.of(task);
  }

  /** The stored lease, prolonged. */
  public static FhirResource prolonged(FhirResource stored, Instant until) {
    Task task = stored.as(Task.class).copy();
    task.getRestriction().getPeriod().setEndElement(FhirPartsMapper.dateTime(until));
    return FhirResource.of(task);
  }

  /** The stored lease, given back or taken over by somebody else. */
  public static FhirResource released(FhirResource stored, Instant at) {
    Task task = stored.as(Task.class).copy();
    task.setStatus(TaskStatus.CANCELLED);
    task.getRestriction().getPeriod().setEndElement(FhirPartsMapper.dateTime(at));
    return FhirResource.of(task);
  }

  public static List<Violation> check(FhirResource resource) {
    Task task = resource.as(Task.class);
    List<Violation> violations = new ArrayList<>();
    if (disaster(task).isEmpty()) {
      violations.add(Violation.of("Task.basedOn", "required"));
    }
    if (FhirPartsMapper.idOf(task.getFor(), "Patient").isEmpty()) {
      violations.add(Violation.of("Task.for", "required"));
    }
    return violations;
  }

  /** The lease a stored Task stands for; empty when nobody goes (any more). */
  public static Optional<Claim> claim(FhirResource resource) {
    Task task = resource.as(Task.class);
    Optional<String> owner = FhirPartsMapper.relative(task.getOwner());
    boolean running =
        task.getStatus() == TaskStatus.INPROGRESS || task.getStatus() == TaskStatus.ACCEPTED;
    Optional<Instant> until = FhirPartsMapper.instant(task.getRestriction().getPeriod().getEnd());
    if (!running || owner.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    Instant from =
        FhirPartsMapper.instant(task.getRestriction().getPeriod().getStart())
            .or(() -> FhirPartsMapper.instant(task.getAuthoredOn()))
            .orElse(until.get());
    String user =
        task.getOwner().hasIdentifier() ? task.getOwner().getIdentifier().getValue() : owner.get();
    return Optional.of(
        new Claim(
            disaster(task).orElse(""),
            FhirPartsMapper.idOf(task.getFor(), "Patient").orElse(""),
            user,
            task.getOwner().hasDisplay() ? task.getOwner().getDisplay() : user,
            owner.get(),
            from,
            until.get()));
  }

  public static Optional<String> disasterOf(FhirResource resource) {
    return disaster(resource.as(Task.class));
  }

  public static Optional<String> residentOf(FhirResource resource) {
    return FhirPartsMapper.idOf(resource.as(Task.class).getFor(), "Patient");
  }

  private static Optional<String> disaster(Task task) {
    return task.getBasedOn().stream()
        .flatMap(reference -> FhirPartsMapper.idOf(reference, "CarePlan").stream())
        .findFirst();
  }
}
