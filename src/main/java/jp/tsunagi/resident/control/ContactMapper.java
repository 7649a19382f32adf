package jp.tsunagi.resident.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.Contact;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/**
 * RelatedPerson ↔ 連絡先. The code system mixes ties (息子) and duties (鍵を預かる人); a contact has one tie
 * and any number of duties.
 */
public final class ContactMapper {
  private static final Set<String> DUTIES =
      Set.of(Vocabulary.Codes.KEY_HOLDER, Vocabulary.Codes.SUPPORTER, Vocabulary.Codes.COOPERATOR);
  private static final String OTHER = "other";

  private ContactMapper() {}

  /** Whether the contact still stands. */
  public static boolean isActive(FhirResource resource) {
    RelatedPerson person = resource.as(RelatedPerson.class);
    return !person.hasActive() || person.getActive();
  }

  public static Contact toContact(FhirResource resource) {
    RelatedPerson person = resource.as(RelatedPerson.class);
    Optional<CodeableConcept> tie =
        person.getRelationship().stream().filter(r -> !isDuty(r)).findFirst();
    return new Contact(
        resource.id(),
        name(person),
        tie.map(t -> ownCode(t).orElse(OTHER)).orElse(null),
        tie.map(ContactMapper::shown)
            .or(() -> person.getRelationship().stream().findFirst().map(ContactMapper::shown))
            .orElse(null),
        phone(person).map(ContactPoint::getValue).orElse(null),
        has(person, Vocabulary.Codes.KEY_HOLDER),
        has(person, Vocabulary.Codes.SUPPORTER),
        keyText(person));
  }

  private static boolean isDuty(CodeableConcept concept) {
    return ownCode(concept).filter(DUTIES::contains).isPresent();
  }

  private static Optional<String> ownCode(CodeableConcept concept) {
    return concept.getCoding().stream()
        .filter(coding -> Vocabulary.Systems.RELATIONSHIP.equals(coding.getSystem()))
        .map(Coding::getCode)
        .findFirst();
  }

  private static @Nullable String shown(CodeableConcept concept) {
    return concept.hasText() ? concept.getText() : concept.getCodingFirstRep().getDisplay();
  }

  private static boolean has(RelatedPerson person, String duty) {
    return person.getRelationship().stream()
        .anyMatch(r -> r.hasCoding(Vocabulary.Systems.RELATIONSHIP, duty));
  }

  private static String name(RelatedPerson person) {
    return HumanNameMapper.written(person.getName()).map(HumanNameMapper::text).orElse("");
  }

  private static Optional<ContactPoint> phone(RelatedPerson person) {
    return person.getTelecom().stream()
        .filter(t -> t.getSystem() == ContactPointSystem.PHONE && t.hasValue())
        .filter(t -> t.getUse() != ContactPoint.ContactPointUse.OLD)
        .min(Comparator.comparingInt(t -> t.hasRank() ? t.getRank() : Integer.MAX_VALUE));
  }

  private static @Nullable String keyText(RelatedPerson person) {
    Extension extension = person.getExtensionByUrl(Vocabulary.Extensions.KEY_INSTRUCTION);
    return extension == null ? null : extension.getValue().primitiveValue();
  }

  /** A new contact. */
  public static FhirResource toRelatedPerson(ResidentId resident, Contact contact) {
    RelatedPerson person = new RelatedPerson();
    person.getMeta().addProfile(Vocabulary.Profiles.CONTACT);
    person.setActive(true).setPatient(new Reference("Patient/" + resident));
    write(person, contact);
    return FhirResource.of(person);
  }

  /** The contact with what the edit says; what the edit does not name stays. */
  public static FhirResource changed(FhirResource resource, Contact contact) {
    RelatedPerson person = resource.as(RelatedPerson.class).copy();
    write(person, contact);
    return FhirResource.of(person);
  }

  /** Taken off the list; the resource and what refers to it stay readable. */
  public static FhirResource ended(FhirResource resource) {
    RelatedPerson person = resource.as(RelatedPerson.class).copy();
    return FhirResource.of(person.setActive(false));
  }

  private static void write(RelatedPerson person, Contact contact) {
    if (!contact.name().equals(name(person))) {
      HumanName name = HumanNameMapper.written(person.getName()).orElseGet(person::addName);
      int space = contact.name().indexOf(' ');
      name.setText(contact.name());
      name.setFamily(space > 0 ? contact.name().substring(0, space) : null);
      name.setGiven(new ArrayList<>());
      if (space > 0) {
        name.addGiven(contact.name().substring(space + 1));
      }
    }
    writePhone(person, contact.phone());
    writeRelationship(person, contact);
  }

  private static void writePhone(RelatedPerson person, @Nullable String number) {
    Optional<ContactPoint> known = phone(person);
    if (number == null) {
      known.ifPresent(person.getTelecom()::remove);
    } else if (!number.equals(known.map(ContactPoint::getValue).orElse(null))) {
      known.orElseGet(person::addTelecom).setSystem(ContactPointSystem.PHONE).setValue(number);
    }
  }

  private static void writeRelationship(RelatedPerson person, Contact contact) {
    List<CodeableConcept> relationship = new ArrayList<>();
    person.getRelationship().stream()
        .filter(r -> !isDuty(r))
        .filter(r -> ownCode(r).orElse(OTHER).equals(contact.relationship()))
        .filter(r -> !OTHER.equals(contact.relationship()) || sameText(r, contact))
        .findFirst()
        .or(() -> Optional.ofNullable(contact.relationship()).map(code -> tie(code, contact)))
        .ifPresent(relationship::add);
    duty(relationship, contact.keyHolder(), Vocabulary.Codes.KEY_HOLDER, "鍵を預かる人");
    duty(
        relationship,
        has(person, Vocabulary.Codes.COOPERATOR),
        Vocabulary.Codes.COOPERATOR,
        "緊急通報の協力員");
    duty(relationship, contact.supporter(), Vocabulary.Codes.SUPPORTER, "避難支援等実施者");
    if (relationship.isEmpty()) {
      relationship.add(tie(OTHER, contact));
    }
    person.setRelationship(relationship);
  }

  private static boolean sameText(CodeableConcept concept, Contact contact) {
    return java.util.Objects.equals(shown(concept), contact.relationshipText());
  }

  private static CodeableConcept tie(String code, Contact contact) {
    CodeableConcept concept =
        new CodeableConcept(new Coding(Vocabulary.Systems.RELATIONSHIP, code, null));
    return concept.setText(contact.relationshipText());
  }

  private static void duty(
      List<CodeableConcept> relationship, boolean holds, String code, String display) {
    if (holds) {
      relationship.add(
          new CodeableConcept(new Coding(Vocabulary.Systems.RELATIONSHIP, code, display)));
    }
  }
}
