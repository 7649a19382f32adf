package jp.tsunagi.resident.control;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.EvacuationPlan;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/** CarePlan(individual-evacuation-plan) → 個別避難計画. */
public final class EvacuationPlanMapper {
  private EvacuationPlanMapper() {}

  /** The plan, or empty when the CarePlan is another kind or not in force. */
  public static Optional<EvacuationPlan> toPlan(FhirResource resource) {
    CarePlan plan = resource.as(CarePlan.class);
    boolean evacuation =
        plan.getCategory().stream()
            .anyMatch(
                category ->
                    category.hasCoding(
                        Vocabulary.Systems.CARE_PLAN_CATEGORY,
                        Vocabulary.Codes.INDIVIDUAL_EVACUATION_PLAN));
    if (!evacuation || plan.getStatus() != CarePlan.CarePlanStatus.ACTIVE) {
      return Optional.empty();
    }
    List<CarePlanActivityDetailComponent> steps =
        plan.getActivity().stream().map(activity -> activity.getDetail()).toList();
    return Optional.of(
        new EvacuationPlan(
            steps.stream()
                .map(CarePlanActivityDetailComponent::getLocation)
                .flatMap(location -> named(location).stream())
                .reduce((first, last) -> last)
                .orElse(null),
            steps.stream()
                .flatMap(step -> step.getPerformer().stream())
                .flatMap(performer -> named(performer).stream())
                .distinct()
                .toList(),
            Optional.ofNullable(plan.getExtensionByUrl(Vocabulary.Extensions.EVACUATION_ROUTE))
                .map(Extension::getValue)
                .map(value -> value.primitiveValue())
                .orElse(null),
            notes(plan, steps),
            Optional.ofNullable(plan.getMeta().getLastUpdated())
                .map(Date::toInstant)
                .orElse(null)));
  }

  /** A place or a helper: the reference when it can be resolved, else the words. */
  private static Optional<String> named(Reference reference) {
    return ReferenceMapper.relative(reference)
        .or(() -> Optional.ofNullable(reference.getDisplay()));
  }

  private static String notes(CarePlan plan, List<CarePlanActivityDetailComponent> steps) {
    List<String> notes = new ArrayList<>();
    steps.stream().map(CarePlanActivityDetailComponent::getDescription).forEach(notes::add);
    Stream.concat(
            Stream.of(plan.getDescription()), plan.getNote().stream().map(Annotation::getText))
        .forEach(notes::add);
    return notes.stream()
        .filter(note -> note != null && !note.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
