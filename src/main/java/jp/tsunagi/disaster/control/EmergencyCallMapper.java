package jp.tsunagi.disaster.control;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.disaster.entity.EmergencyCall;
import jp.tsunagi.disaster.entity.HelpCase;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/** Reads what an emergency call and its case mean for the roster. */
public final class EmergencyCallMapper {
  private EmergencyCallMapper() {}

  public static Optional<EmergencyCall> call(@Nullable FhirResource resource) {
    if (resource == null
        || !(resource.model() instanceof Communication communication)
        || !FhirPartsMapper.has(
            communication.getCategory(), Systems.COMMUNICATION_CATEGORY, Codes.EMERGENCY_CALL)) {
      return Optional.empty();
    }
    Coding source =
        FhirPartsMapper.value(communication.getExtensionByUrl(Extensions.SOURCE_CODE))
                instanceof Coding coding
            ? coding
            : new Coding();
    String system = source.hasSystem() ? source.getSystem() : "";
    Instant sent =
        FhirPartsMapper.instant(communication.getSent())
            .or(() -> FhirPartsMapper.instant(communication.getReceived()))
            .or(resource::lastUpdated)
            .orElse(Instant.EPOCH);
    return Optional.of(
        new EmergencyCall(
            resource.id(),
            FhirPartsMapper.code(communication.getReasonCodeFirstRep(), Systems.EMERGENCY_KIND)
                .orElse("unknown"),
            system.startsWith(Systems.EMERGENCY_CODE_PREFIX)
                ? system.substring(Systems.EMERGENCY_CODE_PREFIX.length())
                : system,
            source.hasCode() ? source.getCode() : "",
            sent,
            FhirPartsMapper.instant(communication.getReceived()).orElse(sent),
            FhirPartsMapper.relative(communication.getSender()).orElse(null),
            communication.getRecipient().stream()
                .flatMap(recipient -> FhirPartsMapper.relative(recipient).stream())
                .filter(reference -> reference.startsWith("Organization/"))
                .findFirst()
                .orElse(null),
            residents(communication.getSubject(), communication.getExtension()),
            FhirPartsMapper.exercise(communication)));
  }

  /** What the roster line shows of a case. */
  public static Optional<HelpCase> helpCase(@Nullable FhirResource resource) {
    if (resource == null
        || !(resource.model() instanceof Task task)
        || !task.getCode().hasCoding(Systems.TASK, Codes.EMERGENCY_CASE)) {
      return Optional.empty();
    }
    return Optional.of(
        new HelpCase(
            resource.id(),
            FhirPartsMapper.code(task.getReasonCode(), Systems.EMERGENCY_KIND).orElse("unknown"),
            FhirPartsMapper.code(task.getBusinessStatus(), Systems.EMERGENCY_CASE_STATE)
                .orElse("received"),
            outcome(task),
            FhirPartsMapper.relative(task.getOwner()).orElse(null),
            FhirPartsMapper.instant(task.getAuthoredOn()).orElse(Instant.EPOCH),
            calls(task),
            residents(task.getFor(), task.getExtension()),
            FhirPartsMapper.exercise(task)));
  }

  private static @Nullable String outcome(Task task) {
    return task.getOutput().stream()
        .filter(output -> output.getType().hasCoding(Systems.TASK_PARAMETER, Codes.OUTCOME))
        .flatMap(
            output -> FhirPartsMapper.code(output.getValue(), Systems.EMERGENCY_OUTCOME).stream())
        .findFirst()
        .orElse(null);
  }

  private static Set<String> calls(Task task) {
    Set<String> calls = new LinkedHashSet<>();
    FhirPartsMapper.relative(task.getFocus()).ifPresent(calls::add);
    task.getInput().stream()
        .filter(input -> input.getValue() instanceof Reference)
        .flatMap(input -> FhirPartsMapper.relative((Reference) input.getValue()).stream())
        .filter(reference -> reference.startsWith("Communication/"))
        .forEach(calls::add);
    return calls;
  }

  private static List<String> residents(Reference subject, List<Extension> extensions) {
    Set<String> residents = new LinkedHashSet<>();
    FhirPartsMapper.idOf(subject, "Patient").ifPresent(residents::add);
    extensions.stream()
        .filter(extension -> Extensions.FURTHER_RESIDENT.equals(extension.getUrl()))
        .filter(extension -> extension.getValue() instanceof Reference)
        .flatMap(
            extension -> FhirPartsMapper.idOf((Reference) extension.getValue(), "Patient").stream())
        .forEach(residents::add);
    return List.copyOf(residents);
  }
}
