package jp.tsunagi.consent.control;

import java.util.Set;

/** 資源の型の分類. What the access table says of whole types. */
final class ResourceTypes {
  static final String PATIENT = "Patient";

  /** Open to every member of staff: who there is and where. */
  static final Set<String> DIRECTORY =
      Set.of("Organization", "Practitioner", "PractitionerRole", "Location");

  /** How the server and the guide are made; open to whoever is signed in. */
  static final Set<String> CONFORMANCE =
      Set.of(
          "CapabilityStatement",
          "CodeSystem",
          "CompartmentDefinition",
          "ConceptMap",
          "GraphDefinition",
          "ImplementationGuide",
          "MessageDefinition",
          "NamingSystem",
          "OperationDefinition",
          "SearchParameter",
          "StructureDefinition",
          "StructureMap",
          "TerminologyCapabilities",
          "ValueSet");

  /** The trail is served by the audit component, never from the record. */
  static final Set<String> NEVER_SHOWN = Set.of("AuditEvent");

  /** What the city registers beside residents. */
  static final Set<String> REGISTERED =
      Set.of("Organization", "Practitioner", "PractitionerRole", "Location", "Device");

  /** What only the city registers about residents. */
  static final Set<String> CITY_ONLY = Set.of("Consent", "CareTeam");

  /** What a crew card is made of; shown as a card only, and never as rows. */
  static final Set<String> ON_THE_CREW_CARD =
      Set.of(
          "RelatedPerson",
          "CareTeam",
          "Condition",
          "AllergyIntolerance",
          "MedicationStatement",
          "Flag",
          "Device",
          "DeviceUseStatement",
          "Consent");

  private ResourceTypes() {}

  static boolean isDirectory(String type) {
    return DIRECTORY.contains(type) || CONFORMANCE.contains(type);
  }
}
