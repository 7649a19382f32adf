package jp.tsunagi.resident.control;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Observation(care-level) ↔ 要介護認定. */
public final class CareLevelMapper {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private CareLevelMapper() {}

  /** Whether the resource is a certified care level at all. */
  public static boolean isCareLevel(FhirResource resource) {
    return resource.model() instanceof Observation observation
        && observation
            .getCode()
            .hasCoding(Vocabulary.Systems.OBSERVATION, Vocabulary.Codes.CARE_LEVEL);
  }

  /** The period, or empty when the Observation is none or names a level nobody knows. */
  public static Optional<CareLevelPeriod> toPeriod(FhirResource resource) {
    if (!isCareLevel(resource)) {
      return Optional.empty();
    }
    Observation observation = resource.as(Observation.class);
    Optional<ResidentId> resident = ReferenceMapper.resident(observation.getSubject());
    Optional<CareLevel> level =
        observation.getValue() instanceof CodeableConcept concept
            ? concept.getCoding().stream()
                .filter(coding -> Vocabulary.Systems.CARE_LEVEL.equals(coding.getSystem()))
                .flatMap(coding -> CareLevel.ofCode(coding.getCode()).stream())
                .findFirst()
            : Optional.empty();
    if (resident.isEmpty() || level.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CareLevelPeriod(
            resource.id(),
            resident.get(),
            level.get(),
            since(observation),
            until(observation),
            isValid(observation),
            Optional.ofNullable(observation.getMeta().getLastUpdated())
                .map(Date::toInstant)
                .orElse(null)));
  }

  private static boolean isValid(Observation observation) {
    ObservationStatus status = observation.getStatus();
    return status != ObservationStatus.ENTEREDINERROR && status != ObservationStatus.CANCELLED;
  }

  private static @Nullable LocalDate since(Observation observation) {
    if (observation.getEffective() instanceof Period period) {
      return date(period.getStartElement());
    }
    return observation.getEffective() instanceof DateTimeType time ? date(time) : null;
  }

  private static @Nullable LocalDate until(Observation observation) {
    return observation.getEffective() instanceof Period period
        ? date(period.getEndElement())
        : null;
  }

  static @Nullable LocalDate date(BaseDateTimeType time) {
    String text = time.getValueAsString();
    if (text == null) {
      return null;
    }
    if (text.length() == 10) {
      return LocalDate.parse(text);
    }
    return time.getValue().toInstant().atZone(JAPAN).toLocalDate();
  }

  /** A new certified level. */
  public static FhirResource toObservation(ResidentId resident, CareLevel level, LocalDate since) {
    Observation observation = new Observation();
    observation.getMeta().addProfile(Vocabulary.Profiles.CARE_LEVEL);
    observation.setStatus(ObservationStatus.FINAL);
    observation
        .addCategory()
        .addCoding(new Coding(Vocabulary.Systems.OBSERVATION_CATEGORY_HL7, "social-history", null));
    observation
        .addCategory()
        .addCoding(
            new Coding(
                Vocabulary.Systems.OBSERVATION_CATEGORY, Vocabulary.Codes.CARE_INSURANCE, null));
    observation
        .getCode()
        .addCoding(
            new Coding(Vocabulary.Systems.OBSERVATION, Vocabulary.Codes.CARE_LEVEL, "要介護状態区分"));
    observation.setSubject(new Reference("Patient/" + resident));
    observation.setEffective(new Period().setStartElement(new DateTimeType(since.toString())));
    observation.setValue(
        new CodeableConcept(
            new Coding(Vocabulary.Systems.CARE_LEVEL, level.code(), level.display())));
    return FhirResource.of(observation);
  }

  /** The same level, begun on another day. */
  public static FhirResource begunOn(FhirResource resource, LocalDate since) {
    Observation observation = resource.as(Observation.class).copy();
    Period period = observation.getEffective() instanceof Period known ? known : new Period();
    period.setStartElement(new DateTimeType(since.toString()));
    observation.setEffective(period);
    return FhirResource.of(observation);
  }

  /**
   * The level that another follows: ended on the eve, or marked as a mistake when the other begins
   * no later than it did itself.
   */
  public static FhirResource followedOn(FhirResource resource, LocalDate followed) {
    LocalDate since = toPeriod(resource).map(CareLevelPeriod::since).orElse(null);
    return since != null && !since.isBefore(followed)
        ? enteredInError(resource)
        : endedOn(resource, followed.minusDays(1));
  }

  private static FhirResource endedOn(FhirResource resource, LocalDate until) {
    Observation observation = resource.as(Observation.class).copy();
    Period period = new Period();
    if (observation.getEffective() instanceof Period known) {
      period = known;
    } else if (observation.getEffective() instanceof DateTimeType start) {
      period.setStartElement(start);
    }
    period.setEndElement(new DateTimeType(until.toString()));
    observation.setEffective(period);
    return FhirResource.of(observation);
  }

  private static FhirResource enteredInError(FhirResource resource) {
    Observation observation = resource.as(Observation.class).copy();
    observation.setStatus(ObservationStatus.ENTEREDINERROR);
    return FhirResource.of(observation);
  }
}
