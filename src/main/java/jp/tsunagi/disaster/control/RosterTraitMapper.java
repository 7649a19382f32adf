package jp.tsunagi.disaster.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import jp.tsunagi.disaster.entity.RosterCandidate;
import jp.tsunagi.disaster.entity.RosterTrait;
import jp.tsunagi.disaster.entity.RosterTrait.Kind;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.PeriodBounds;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads from the record what puts a resident on the roster and what decides her rank. */
public final class RosterTraitMapper {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private RosterTraitMapper() {}

  public static boolean isResident(FhirResource resource) {
    return resource.model() instanceof Patient;
  }

  /** The person; what her rank depends on besides comes from her traits. */
  public static RosterCandidate candidate(FhirResource resource) {
    Patient patient = resource.as(Patient.class);
    Instant born = PeriodBounds.first(patient.getBirthDateElement());
    return new RosterCandidate(
        resource.id(),
        patient.getAddress().stream()
            .flatMap(address -> area(address).stream())
            .findFirst()
            .orElse(null),
        born == null ? null : LocalDate.ofInstant(born, JAPAN),
        living(patient).orElse(null),
        !patient.hasActive() || patient.getActive(),
        patient.hasDeceased()
            && !(patient.getDeceased() instanceof BooleanType value && !value.booleanValue()));
  }

  private static Optional<String> area(Address address) {
    return FhirPartsMapper.text(address.getExtensionByUrl(Extensions.AREA));
  }

  private static Optional<String> living(Patient patient) {
    Extension extension = patient.getExtensionByUrl(Extensions.LIVING_ARRANGEMENT);
    return extension == null
        ? Optional.empty()
        : FhirPartsMapper.code(extension.getValue(), Systems.LIVING_ARRANGEMENT);
  }

  /** Whose rank a resource can change; empty when it never does. */
  public static Optional<String> residentOf(@Nullable FhirResource resource) {
    if (resource == null) {
      return Optional.empty();
    }
    if (resource.model() instanceof Flag flag) {
      return FhirPartsMapper.idOf(flag.getSubject(), "Patient");
    }
    if (resource.model() instanceof Device device) {
      return FhirPartsMapper.idOf(device.getPatient(), "Patient");
    }
    if (resource.model() instanceof Observation observation && scale(observation).isPresent()) {
      return FhirPartsMapper.idOf(observation.getSubject(), "Patient");
    }
    return Optional.empty();
  }

  /** The trait a resource gives its resident; empty when it gives none (any more). */
  public static Optional<RosterTrait> trait(FhirResource resource) {
    if (resource.model() instanceof Flag flag) {
      return trait(flag);
    }
    if (resource.model() instanceof Device device) {
      return trait(device);
    }
    return resource.model() instanceof Observation observation
        ? trait(observation)
        : Optional.empty();
  }

  private static Optional<RosterTrait> trait(Flag flag) {
    boolean roster = FhirPartsMapper.has(flag.getCategory(), Systems.FLAG_CATEGORY, Codes.ROSTER);
    return FhirPartsMapper.idOf(flag.getSubject(), "Patient")
        .filter(resident -> flag.getStatus() == FlagStatus.ACTIVE)
        .map(
            resident ->
                new RosterTrait(
                    resident,
                    roster ? Kind.ROSTER_FLAG : Kind.WARNING,
                    FhirPartsMapper.code(flag.getCode(), Systems.SUPPORT_REASON).orElse("other"),
                    PeriodBounds.from(flag.getPeriod()),
                    PeriodBounds.until(flag.getPeriod()),
                    false,
                    null));
  }

  private static Optional<RosterTrait> trait(Device device) {
    Extension power = device.getExtensionByUrl(Extensions.DEVICE_POWER);
    Optional<String> kind = FhirPartsMapper.code(device.getType(), Systems.DEVICE_KIND);
    boolean inUse = !device.hasStatus() || device.getStatus() == FHIRDeviceStatus.ACTIVE;
    if (!inUse || kind.isEmpty()) {
      return Optional.empty();
    }
    boolean mains =
        power != null
            && FhirPartsMapper.value(power.getExtensionByUrl("mainsRequired"))
                instanceof BooleanType value
            && value.booleanValue();
    Double hours =
        power == null
            ? null
            : FhirPartsMapper.decimal(power.getExtensionByUrl("batteryHours")).orElse(null);
    return FhirPartsMapper.idOf(device.getPatient(), "Patient")
        .map(
            resident ->
                new RosterTrait(resident, Kind.DEVICE, kind.get(), null, null, mains, hours));
  }

  private static Optional<RosterTrait> trait(Observation observation) {
    Optional<Kind> kind = scale(observation);
    if (kind.isEmpty()
        || observation.getStatus() == ObservationStatus.ENTEREDINERROR
        || observation.getStatus() == ObservationStatus.CANCELLED) {
      return Optional.empty();
    }
    Optional<String> code = FhirPartsMapper.code(observation.getValue(), system(kind.get()));
    Period period =
        observation.getEffective() instanceof Period given
            ? given
            : since(observation.getEffective());
    return code.flatMap(
        value ->
            FhirPartsMapper.idOf(observation.getSubject(), "Patient")
                .map(
                    resident ->
                        new RosterTrait(
                            resident,
                            kind.get(),
                            value,
                            PeriodBounds.from(period),
                            PeriodBounds.until(period),
                            false,
                            null)));
  }

  private static Period since(@Nullable Type effective) {
    Period period = new Period();
    FhirPartsMapper.instant(effective)
        .ifPresent(start -> period.setStartElement(FhirPartsMapper.dateTime(start)));
    return period;
  }

  private static Optional<Kind> scale(Observation observation) {
    if (observation.getCode().hasCoding(Systems.OBSERVATION, Codes.CARE_LEVEL)) {
      return Optional.of(Kind.CARE_LEVEL);
    }
    if (observation.getCode().hasCoding(Systems.OBSERVATION, Codes.DEMENTIA_INDEPENDENCE)) {
      return Optional.of(Kind.DEMENTIA);
    }
    return observation.getCode().hasCoding(Systems.OBSERVATION, Codes.DISABILITY_INDEPENDENCE)
        ? Optional.of(Kind.DISABILITY)
        : Optional.empty();
  }

  private static String system(Kind kind) {
    return switch (kind) {
      case DEMENTIA -> Systems.DEMENTIA_INDEPENDENCE;
      case DISABILITY -> Systems.DISABILITY_INDEPENDENCE;
      default -> Systems.CARE_LEVEL;
    };
  }
}
