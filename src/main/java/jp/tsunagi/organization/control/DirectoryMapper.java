package jp.tsunagi.organization.control;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.organization.entity.OrganizationEntry;
import jp.tsunagi.organization.entity.Post;
import jp.tsunagi.organization.entity.StaffEntry;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.PeriodBounds;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Reads Organization, Practitioner and PractitionerRole into the values of the directory. */
final class DirectoryMapper {
  private static final String CITY = "city";
  private static final String KANJI = "IDE";

  private DirectoryMapper() {}

  static OrganizationEntry organization(FhirResource resource, @Nullable OrganizationId creator) {
    Organization organization = resource.as(Organization.class);
    return new OrganizationEntry(
        new OrganizationId(resource.id()),
        organization.hasName() ? organization.getName() : resource.id(),
        kind(organization),
        !organization.hasActive() || organization.getActive(),
        organizationId(organization.getPartOf()),
        creator,
        ownCity(organization),
        areas(organization),
        values(organization.getIdentifier(), Identifiers.CLIENT),
        values(organization.getIdentifier(), Identifiers.EMERGENCY_CENTRE));
  }

  static StaffEntry staff(FhirResource resource) {
    Practitioner practitioner = resource.as(Practitioner.class);
    return new StaffEntry(
        new StaffId(resource.id()),
        values(practitioner.getIdentifier(), Identifiers.STAFF_USER).stream()
            .findFirst()
            .orElse(null),
        name(practitioner.getName(), resource.id()),
        !practitioner.hasActive() || practitioner.getActive());
  }

  /** The post; null when it names nobody. */
  static @Nullable Post post(FhirResource resource) {
    PractitionerRole role = resource.as(PractitionerRole.class);
    Optional<String> person = OwnReference.id(role.getPractitioner(), "Practitioner");
    if (person.isEmpty()) {
      return null;
    }
    return new Post(
        resource.id(),
        new StaffId(person.get()),
        organizationId(role.getOrganization()),
        roles(role.getCode()),
        areas(role),
        !role.hasActive() || role.getActive(),
        PeriodBounds.from(role.getPeriod()),
        PeriodBounds.until(role.getPeriod()));
  }

  private static @Nullable String kind(Organization organization) {
    return organization.getType().stream()
        .flatMap(type -> type.getCoding().stream())
        .filter(coding -> Systems.ORGANIZATION_TYPE.equals(coding.getSystem()) && coding.hasCode())
        .map(Coding::getCode)
        .findFirst()
        .orElse(null);
  }

  // A municipality names itself by its number; a department that repeats the number is part of it.
  private static @Nullable String ownCity(Organization organization) {
    boolean city =
        organization.getType().stream()
                .anyMatch(type -> type.hasCoding(Systems.ORGANIZATION_TYPE, CITY))
            || !organization.hasPartOf();
    return values(organization.getIdentifier(), Identifiers.LOCAL_GOVERNMENT_CODE).stream()
        .filter(number -> city && number.matches("[0-9]{5,6}"))
        .map(number -> number.substring(0, 5))
        .findFirst()
        .orElse(null);
  }

  private static Set<Role> roles(List<CodeableConcept> codes) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (CodeableConcept concept : codes) {
      for (Coding coding : concept.getCoding()) {
        if (Systems.ROLE.equals(coding.getSystem())) {
          // Nobody is a resident or somebody's family by profession.
          Role.ofCode(coding.getCode())
              .filter(role -> !Role.OWN.contains(role))
              .ifPresent(roles::add);
        }
      }
    }
    return roles;
  }

  private static List<AreaCode> areas(DomainResource resource) {
    return resource.getExtensionsByUrl(Extensions.RESPONSIBLE_AREA).stream()
        .map(extension -> String.valueOf(extension.getValueAsPrimitive().getValueAsString()))
        .filter(AreaCode::isValid)
        .map(AreaCode::new)
        .distinct()
        .toList();
  }

  private static Set<String> values(List<Identifier> identifiers, String system) {
    return identifiers.stream()
        .filter(identifier -> system.equals(identifier.getSystem()) && identifier.hasValue())
        .map(Identifier::getValue)
        .collect(Collectors.toUnmodifiableSet());
  }

  static @Nullable OrganizationId organizationId(Reference reference) {
    return OwnReference.id(reference, "Organization").map(OrganizationId::new).orElse(null);
  }

  private static String name(List<HumanName> names, String otherwise) {
    return names.stream()
        .filter(name -> KANJI.equals(representation(name)))
        .findFirst()
        .or(() -> names.stream().findFirst())
        .map(DirectoryMapper::text)
        .filter(text -> !text.isBlank())
        .orElse(otherwise);
  }

  private static String representation(HumanName name) {
    var extension = name.getExtensionByUrl(Extensions.NAME_REPRESENTATION);
    return extension == null || !extension.hasValue()
        ? ""
        : extension.getValueAsPrimitive().getValueAsString();
  }

  private static String text(HumanName name) {
    return name.hasText()
        ? name.getText()
        : (name.hasFamily() ? name.getFamily() + " " : "")
            .concat(name.getGivenAsSingleString())
            .trim();
  }
}
