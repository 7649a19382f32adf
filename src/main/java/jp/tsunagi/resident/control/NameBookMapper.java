package jp.tsunagi.resident.control;

import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.NameBook.Entry;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Organization, Practitioner, PractitionerRole, Location, RelatedPerson → a name and a number. */
public final class NameBookMapper {
  private NameBookMapper() {}

  public static Optional<Entry> toEntry(FhirResource resource) {
    Resource model = resource.model();
    if (model instanceof Organization organization) {
      return Optional.of(
          new Entry(
              organization.getName(),
              phone(organization.getTelecom()),
              null,
              null,
              code(organization.getType(), Vocabulary.Systems.ORGANIZATION_TYPE)));
    }
    if (model instanceof PractitionerRole post) {
      return Optional.of(
          new Entry(
              post.getPractitioner().getDisplay(),
              phone(post.getTelecom()),
              ReferenceMapper.relative(post.getOrganization()).orElse(null),
              ReferenceMapper.relative(post.getPractitioner()).orElse(null),
              code(post.getCode(), Vocabulary.Systems.ROLE)));
    }
    if (model instanceof Practitioner person) {
      return Optional.of(
          new Entry(name(person.getName()), phone(person.getTelecom()), null, null, null));
    }
    if (model instanceof RelatedPerson person) {
      return Optional.of(
          new Entry(name(person.getName()), phone(person.getTelecom()), null, null, null));
    }
    if (model instanceof Location place) {
      return Optional.of(new Entry(place.getName(), phone(place.getTelecom()), null, null, null));
    }
    return Optional.empty();
  }

  private static @Nullable String phone(List<ContactPoint> telecom) {
    return telecom.stream()
        .filter(t -> t.getSystem() == ContactPoint.ContactPointSystem.PHONE)
        .map(ContactPoint::getValue)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String name(List<HumanName> names) {
    return HumanNameMapper.written(names).map(HumanNameMapper::text).orElse(null);
  }

  private static @Nullable String code(List<CodeableConcept> concepts, String system) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .filter(coding -> system.equals(coding.getSystem()))
        .map(Coding::getCode)
        .findFirst()
        .orElse(null);
  }
}
