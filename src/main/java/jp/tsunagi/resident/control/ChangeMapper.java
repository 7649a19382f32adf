package jp.tsunagi.resident.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.ResidentsConcerned;
import jp.tsunagi.resident.entity.Person;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What a version of a resource changed, in the words of the face sheet. */
public final class ChangeMapper {
  private ChangeMapper() {}

  /** The residents a resource is about. */
  public static List<ResidentId> residents(FhirResource resource) {
    return ResidentsConcerned.by(resource).stream()
        .filter(id -> id.matches("[A-Za-z0-9\\-.]{1,64}"))
        .map(ResidentId::new)
        .toList();
  }

  /** Whether the face sheet edits it, so that a change of it makes an older edit stale. */
  public static boolean isEdited(FhirResource resource) {
    return switch (resource.type()) {
      case "Patient", "RelatedPerson" -> true;
      case "Observation" -> CareLevelMapper.isCareLevel(resource);
      default -> false;
    };
  }

  /** What kind of thing it is; empty when its changes are told elsewhere or not worth telling. */
  public static Optional<String> subject(FhirResource resource) {
    return Optional.ofNullable(
        switch (resource.type()) {
          case "Patient" -> "patient";
          case "Observation" -> CareLevelMapper.isCareLevel(resource) ? "care-level" : null;
          case "RelatedPerson" -> "contact";
          case "Condition" -> "condition";
          case "AllergyIntolerance" -> "allergy";
          case "MedicationStatement" -> "medication";
          case "Flag" -> "flag";
          case "CareTeam" -> "team";
          case "Consent" -> "consent";
          case "CarePlan" -> RecordKind.of(resource) == RecordKind.EVACUATION_PLAN ? "plan" : null;
          case "Device" -> "device";
          default -> null;
        });
  }

  /**
   * The face-sheet members that differ. A care level that was merely ended says nothing by itself:
   * the one that follows does.
   */
  public static List<String> fields(@Nullable FhirResource before, @Nullable FhirResource after) {
    FhirResource present = after != null ? after : before;
    if (present == null) {
      return List.of();
    }
    return switch (present.type()) {
      case "Patient" -> personFields(before, after);
      case "Observation" -> careLevelFields(before, after);
      case "RelatedPerson" -> List.of("contacts");
      default -> List.of();
    };
  }

  private static List<String> personFields(
      @Nullable FhirResource before, @Nullable FhirResource after) {
    if (before == null || after == null) {
      return List.of();
    }
    Person was = PersonMapper.toPerson(before);
    Person is = PersonMapper.toPerson(after);
    List<String> fields = new ArrayList<>();
    compare(fields, "name", was, is, Person::name);
    compare(fields, "kana", was, is, Person::kana);
    compare(fields, "birthDate", was, is, Person::birthDate);
    compare(fields, "gender", was, is, Person::gender);
    compare(fields, "phones", was, is, Person::phones);
    compare(fields, "address", was, is, Person::address);
    compare(fields, "livingArrangement", was, is, Person::livingArrangement);
    compare(fields, "deceased", was, is, Person::deceased);
    return fields;
  }

  private static void compare(
      List<String> fields, String name, Person was, Person is, Function<Person, ?> member) {
    if (!Objects.equals(member.apply(was), member.apply(is))) {
      fields.add(name);
    }
  }

  private static List<String> careLevelFields(
      @Nullable FhirResource before, @Nullable FhirResource after) {
    if (before == null || after == null) {
      return List.of("careLevel", "careLevelSince");
    }
    return CareLevelMapper.toPeriod(before)
        .flatMap(
            was ->
                CareLevelMapper.toPeriod(after)
                    .map(
                        is -> {
                          List<String> fields = new ArrayList<>();
                          if (was.level() != is.level() || was.valid() != is.valid()) {
                            fields.add("careLevel");
                          }
                          if (!Objects.equals(was.since(), is.since())) {
                            fields.add("careLevelSince");
                          }
                          return (List<String>) fields;
                        }))
        .orElse(List.of("careLevel"));
  }

  /** The thing in its own words: 肺炎, 在宅酸素, a contact's name. */
  public static Optional<String> words(FhirResource resource) {
    Resource model = resource.model();
    if (model instanceof RelatedPerson) {
      return Optional.of(ContactMapper.toContact(resource).name()).filter(name -> !name.isEmpty());
    }
    if (model instanceof Device device) {
      return ClinicalMapper.text(device.getType());
    }
    if (model instanceof Consent consent) {
      return consentWords(consent);
    }
    if (model instanceof CareTeam) {
      return Optional.empty();
    }
    return concept(model).flatMap(ClinicalMapper::text);
  }

  private static Optional<String> consentWords(Consent consent) {
    return consent.getProvision().getPurpose().stream()
        .filter(purpose -> Vocabulary.Systems.CONSENT_PURPOSE.equals(purpose.getSystem()))
        .map(purpose -> purpose.hasDisplay() ? purpose.getDisplay() : purpose.getCode())
        .findFirst();
  }

  private static Optional<CodeableConcept> concept(Resource model) {
    if (model instanceof Condition condition) {
      return Optional.of(condition.getCode());
    }
    if (model instanceof AllergyIntolerance allergy) {
      return Optional.of(allergy.getCode());
    }
    if (model instanceof Flag flag) {
      return Optional.of(flag.getCode());
    }
    return model instanceof MedicationStatement statement
            && statement.getMedication() instanceof CodeableConcept medicine
        ? Optional.of(medicine)
        : Optional.empty();
  }
}
