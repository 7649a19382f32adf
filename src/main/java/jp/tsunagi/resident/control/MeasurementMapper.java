package jp.tsunagi.resident.control;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.Measurement;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** Observation(vital-signs) → 測定. */
public final class MeasurementMapper {
  private MeasurementMapper() {}

  /** The measurement; empty when it has no time or no value, or was entered in error. */
  public static Optional<Measurement> toMeasurement(FhirResource resource) {
    Observation observation = resource.as(Observation.class);
    if (observation.getStatus() == Observation.ObservationStatus.ENTEREDINERROR
        || observation.getStatus() == Observation.ObservationStatus.CANCELLED) {
      return Optional.empty();
    }
    String value =
        Stream.concat(
                value(observation.getValue()).stream(),
                observation.getComponent().stream().flatMap(c -> component(c).stream()))
            .collect(Collectors.joining("、"));
    Optional<String> title = ClinicalMapper.text(observation.getCode());
    Optional<Instant> at = at(observation);
    if (value.isEmpty() || title.isEmpty() || at.isEmpty()) {
      return Optional.empty();
    }
    Reference performer =
        observation.hasPerformer() ? observation.getPerformerFirstRep() : new Reference();
    return Optional.of(
        new Measurement(
            resource.id(),
            at.get(),
            title.get(),
            value,
            ReferenceMapper.relative(performer).orElse(null),
            performer.getDisplay()));
  }

  private static Optional<Instant> at(Observation observation) {
    Type effective = observation.getEffective();
    if (effective instanceof DateTimeType time && time.getValue() != null) {
      return Optional.of(time.getValue().toInstant());
    }
    if (effective instanceof InstantType time && time.getValue() != null) {
      return Optional.of(time.getValue().toInstant());
    }
    return effective instanceof Period period && period.hasStart()
        ? Optional.of(period.getStart().toInstant())
        : Optional.empty();
  }

  private static Optional<String> component(ObservationComponentComponent component) {
    return ClinicalMapper.text(component.getCode())
        .flatMap(name -> value(component.getValue()).map(value -> name + " " + value));
  }

  private static Optional<String> value(Type value) {
    if (value instanceof Quantity quantity && quantity.hasValue()) {
      BigDecimal number = quantity.getValue();
      String unit = quantity.hasUnit() ? quantity.getUnit() : quantity.getCode();
      return Optional.of(number.toPlainString() + (unit == null ? "" : " " + unit));
    }
    if (value instanceof CodeableConcept concept) {
      return ClinicalMapper.text(concept);
    }
    return value instanceof StringType text
        ? Optional.ofNullable(text.getValue())
        : Optional.empty();
  }
}
