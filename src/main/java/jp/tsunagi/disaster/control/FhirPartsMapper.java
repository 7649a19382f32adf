package jp.tsunagi.disaster.control;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import jp.tsunagi.disaster.entity.Spot;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The small parts that the mappers of this component share: codes, references, our extensions. */
final class FhirPartsMapper {
  private static final TimeZone JAPAN = TimeZone.getTimeZone(ZoneId.of("Asia/Tokyo"));

  private FhirPartsMapper() {}

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding().setSystem(system).setCode(code));
  }

  static Optional<String> code(@Nullable Type value, String system) {
    return value instanceof CodeableConcept concept
        ? concept.getCoding().stream()
            .filter(coding -> system.equals(coding.getSystem()) && coding.hasCode())
            .map(Coding::getCode)
            .findFirst()
        : Optional.empty();
  }

  static boolean has(List<CodeableConcept> concepts, String system, String code) {
    return concepts.stream().anyMatch(concept -> concept.hasCoding(system, code));
  }

  /** {@code Type/id} of a literal relative reference, without a version. */
  static Optional<String> relative(@Nullable Reference reference) {
    return OwnReference.of(reference).map(ResourceKey::toString);
  }

  /** The id a reference to one type has; empty for any other type. */
  static Optional<String> idOf(@Nullable Reference reference, String type) {
    return relative(reference)
        .filter(text -> text.startsWith(type + "/"))
        .map(text -> text.substring(type.length() + 1));
  }

  static DateTimeType dateTime(Instant instant) {
    DateTimeType value =
        new DateTimeType(
            Date.from(instant), ca.uhn.fhir.model.api.TemporalPrecisionEnum.MILLI, JAPAN);
    return value;
  }

  static Optional<Instant> instant(@Nullable Type value) {
    return value instanceof BaseDateTimeType time && time.getValue() != null
        ? Optional.of(time.getValue().toInstant())
        : Optional.empty();
  }

  static Optional<Instant> instant(@Nullable Date value) {
    return Optional.ofNullable(value).map(Date::toInstant);
  }

  static Period period(Instant from, @Nullable Instant until) {
    Period period = new Period();
    period.setStartElement(dateTime(from));
    if (until != null) {
      period.setEndElement(dateTime(until));
    }
    return period;
  }

  static boolean exercise(DomainResource resource) {
    Extension extension = resource.getExtensionByUrl(Extensions.EXERCISE);
    return extension != null
        && extension.getValue() instanceof BooleanType value
        && value.booleanValue();
  }

  static void exercise(DomainResource resource, boolean exercise) {
    resource.getExtension().removeIf(extension -> Extensions.EXERCISE.equals(extension.getUrl()));
    if (exercise) {
      resource.addExtension(Extensions.EXERCISE, new BooleanType(true));
    }
  }

  /** What an extension says; null when it is not there. */
  static @Nullable Type value(@Nullable Extension extension) {
    return extension == null ? null : extension.getValue();
  }

  static Optional<String> text(DomainResource resource, String url) {
    return text(resource.getExtensionByUrl(url));
  }

  static Optional<String> text(@Nullable Extension extension) {
    return extension != null && extension.getValue() instanceof PrimitiveType<?> value
        ? Optional.ofNullable(value.getValueAsString())
        : Optional.empty();
  }

  static Optional<Double> decimal(@Nullable Extension extension) {
    return extension != null && extension.getValue() instanceof DecimalType value
        ? Optional.of(value.getValue().doubleValue())
        : Optional.empty();
  }

  static Extension place(Spot spot) {
    Extension extension = new Extension(Extensions.PLACE);
    extension.addExtension(new Extension("latitude", new DecimalType(spot.latitude())));
    extension.addExtension(new Extension("longitude", new DecimalType(spot.longitude())));
    if (spot.accuracy() != null) {
      extension.addExtension(new Extension("accuracy", new DecimalType(spot.accuracy())));
    }
    return extension;
  }

  static Optional<Spot> place(DomainResource resource) {
    Element extension = resource.getExtensionByUrl(Extensions.PLACE);
    if (extension == null) {
      return Optional.empty();
    }
    Optional<Double> latitude = decimal(extension.getExtensionByUrl("latitude"));
    Optional<Double> longitude = decimal(extension.getExtensionByUrl("longitude"));
    if (latitude.isEmpty() || longitude.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Spot(
            latitude.get(),
            longitude.get(),
            decimal(extension.getExtensionByUrl("accuracy")).orElse(null)));
  }
}
