package jp.tsunagi.consent.control;

import java.util.Set;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Task;

/**
 * 一部表示. Leaves out of a resource what the view does not contain, and says so: {@code meta.security}
 * REDACTED and {@code meta.tag} SUBSETTED.
 */
final class RedactionMapper {
  private static final Coding REDACTED =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "REDACTED", "redacted");
  private static final Coding SUBSETTED =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED", "subsetted");

  private static final String HIDDEN = "***";

  private RedactionMapper() {}

  /** The Patient with the elements of the widest data set in view. */
  static FhirResource patient(FhirResource resource, Set<DataSet> view) {
    if (view.contains(DataSet.CARE_RECORD)) {
      return resource;
    }
    Patient whole = resource.as(Patient.class);
    Patient shown = new Patient();
    begin(whole, shown);
    // How she signs in is nobody's who does not know her record.
    whole.getIdentifier().stream()
        .filter(identifier -> !isAccount(identifier))
        .forEach(identifier -> shown.addIdentifier(identifier.copy()));
    whole.getName().forEach(name -> shown.addName(name.copy()));
    shown.setBirthDateElement(whole.hasBirthDate() ? whole.getBirthDateElement().copy() : null);
    if (whole.hasGender()) {
      shown.setGender(whole.getGender());
    }
    if (view.contains(DataSet.ROSTER_ITEM)
        || view.contains(DataSet.EVACUATION_PLAN)
        || view.contains(DataSet.CREW_CARD)) {
      whole.getTelecom().forEach(telecom -> shown.addTelecom(telecom.copy()));
      whole.getAddress().forEach(address -> shown.addAddress(withoutEntry(address)));
    }
    return FhirResource.of(shown);
  }

  /** A Patient or RelatedPerson without how she signs in; any other resource as it is. */
  static FhirResource withoutAccounts(FhirResource resource) {
    if (PersonAccountMapper.users(resource).isEmpty()) {
      return resource;
    }
    if (resource.model() instanceof Patient patient) {
      Patient shown = patient.copy();
      shown.getIdentifier().removeIf(RedactionMapper::isAccount);
      mark(shown.getMeta());
      return FhirResource.of(shown);
    }
    RelatedPerson shown = resource.as(RelatedPerson.class).copy();
    shown.getIdentifier().removeIf(RedactionMapper::isAccount);
    mark(shown.getMeta());
    return FhirResource.of(shown);
  }

  private static boolean isAccount(Identifier identifier) {
    return Identifiers.STAFF_USER.equals(identifier.getSystem());
  }

  // How to get in is for those who come to the door: the crew card has it, the roster does not.
  private static Address withoutEntry(Address address) {
    Address shown = address.copy();
    shown
        .getExtension()
        .removeIf(extension -> extension.getUrl().equals(Extensions.ENTRY_INSTRUCTION));
    return shown;
  }

  /** A case as the city lists it: that it is, where, whose and how far; not what was said. */
  static FhirResource listedCase(FhirResource resource) {
    Task shown = resource.as(Task.class).copy();
    shown.setOutput(null);
    shown.setInput(null);
    shown.setNote(null);
    shown.setDescription(null);
    shown.setText(null);
    shown.setContained(null);
    mark(shown.getMeta());
    return FhirResource.of(shown);
  }

  /** A disaster as every member of staff knows it: title, areas, state, exercise. */
  static FhirResource knownDisaster(FhirResource resource) {
    CarePlan whole = resource.as(CarePlan.class);
    CarePlan shown = new CarePlan();
    begin(whole, shown);
    whole.getIdentifier().forEach(identifier -> shown.addIdentifier(identifier.copy()));
    shown.setStatus(whole.getStatus()).setIntent(whole.getIntent());
    whole.getCategory().forEach(category -> shown.addCategory(category.copy()));
    shown.setTitle(whole.getTitle());
    shown.setSubject(whole.getSubject().copy());
    shown.setPeriod(whole.getPeriod().copy());
    for (String url : new String[] {Extensions.AREA, Extensions.HAZARD, Extensions.EXERCISE}) {
      whole.getExtensionsByUrl(url).forEach(extension -> shown.addExtension(extension.copy()));
    }
    return FhirResource.of(shown);
  }

  /** A subscription without what its headers say: they may be the keys of somebody's door. */
  static FhirResource subscription(FhirResource resource) {
    Subscription shown = resource.as(Subscription.class).copy();
    shown
        .getChannel()
        .getHeader()
        .forEach(
            header -> header.setValue(header.getValueNotNull().replaceFirst(":.*", ": " + HIDDEN)));
    return FhirResource.of(shown);
  }

  private static void begin(DomainResource whole, DomainResource shown) {
    shown.setId(whole.getIdElement().copy());
    shown.setMeta(whole.getMeta().copy());
    mark(shown.getMeta());
  }

  private static void mark(Meta meta) {
    meta.addSecurity(REDACTED.copy());
    meta.addTag(SUBSETTED.copy());
  }
}
