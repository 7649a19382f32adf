package jp.tsunagi.resident.boundary;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Tsunagi;

/**
 * 試験用の利用者. A resident a test registers for itself, as the city's welfare office does, and may
 * change as it likes.
 */
public final class NewResident {
  private static final String BASE = "https://tsunagi.example/fhir";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Caller city;
  private final String id = "it-" + UUID.randomUUID();
  private final String family;

  private NewResident(Tsunagi tsunagi, String family) {
    this.city = tsunagi.as("inoue");
    this.family = family;
  }

  /** Lives alone in 水海道, 要介護2 since 2026-04-01, and nobody serves her yet. */
  public static NewResident aResident(Tsunagi tsunagi) {
    NewResident resident = new NewResident(tsunagi, "試験" + NUMBER.incrementAndGet());
    resident.put("Patient/" + resident.id, resident.patient());
    resident.put(
        "Observation/" + resident.id + "-level",
        Map.of(
            "resourceType",
            "Observation",
            "status",
            "final",
            "category",
            List.of(
                coded(BASE + "/CodeSystem/observation-category", "care-insurance"),
                coded(
                    "http://terminology.hl7.org/CodeSystem/observation-category",
                    "social-history")),
            "code",
            coded(BASE + "/CodeSystem/observation", "care-level"),
            "subject",
            resident.reference(),
            "effectivePeriod",
            Map.of("start", "2026-04-01"),
            "valueCodeableConcept",
            coded(BASE + "/CodeSystem/care-level", "22")));
    return resident;
  }

  public NewResident servedBy(String... organizations) {
    put(
        "CareTeam/" + id + "-team",
        Map.of(
            "resourceType",
            "CareTeam",
            "status",
            "active",
            "subject",
            reference(),
            "participant",
            java.util.Arrays.stream(organizations)
                .map(office -> Map.of("member", Map.of("reference", "Organization/" + office)))
                .toList()));
    return this;
  }

  public NewResident agreeingTo(String purpose) {
    return consenting(purpose, "active");
  }

  public NewResident withdrawing(String purpose) {
    return consenting(purpose, "inactive");
  }

  private NewResident consenting(String purpose, String status) {
    put(
        "Consent/" + id + "-" + purpose,
        Map.of(
            "resourceType",
            "Consent",
            "status",
            status,
            "scope",
            coded("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
            "category",
            List.of(coded("http://loinc.org", "59284-0")),
            "patient",
            reference(),
            "dateTime",
            "2026-04-01",
            "organization",
            List.of(Map.of("reference", "Organization/joso-city")),
            "policy",
            List.of(Map.of("uri", BASE + "/policy/joso-notebook/1")),
            "provision",
            Map.of(
                "type",
                "permit",
                "period",
                Map.of("start", "2026-04-01"),
                "purpose",
                List.of(Map.of("system", BASE + "/CodeSystem/consent-purpose", "code", purpose)))));
    return this;
  }

  public NewResident using(String deviceNumber) {
    put(
        "Device/" + id + "-pendant",
        Map.of(
            "resourceType",
            "Device",
            "status",
            "active",
            "identifier",
            List.of(Map.of("system", BASE + "/emergency-device", "value", deviceNumber)),
            "patient",
            reference()));
    return this;
  }

  private Map<String, Object> patient() {
    return Map.of(
        "resourceType",
        "Patient",
        "active",
        true,
        "name",
        List.of(named("IDE", family, "ハル"), named("SYL", "シケン", "ハル")),
        "telecom",
        List.of(Map.of("system", "phone", "use", "home", "value", "0297-99-0001")),
        "gender",
        "female",
        "birthDate",
        "1940-02-03",
        "address",
        List.of(
            Map.of(
                "use",
                "home",
                "text",
                "茨城県常総市水海道橋本町1",
                "postalCode",
                "303-0003",
                "extension",
                List.of(
                    Map.of(
                        "url",
                        BASE + "/StructureDefinition/area",
                        "valueCode",
                        "08211-mitsukaido-mitsukaido-hashimoto")))),
        "managingOrganization",
        Map.of("reference", "Organization/joso-city"));
  }

  private static Map<String, Object> named(String script, String family, String given) {
    return Map.of(
        "use",
        "usual",
        "text",
        family + " " + given,
        "family",
        family,
        "given",
        List.of(given),
        "extension",
        List.of(
            Map.of(
                "url",
                "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation",
                "valueCode",
                script)));
  }

  private static Map<String, Object> coded(String system, String code) {
    return Map.of("coding", List.of(Map.of("system", system, "code", code)));
  }

  private Map<String, Object> reference() {
    return Map.of("reference", "Patient/" + id);
  }

  private void put(String path, Map<String, Object> resource) {
    java.util.Map<String, Object> named = new java.util.HashMap<>(resource);
    named.put("id", path.substring(path.indexOf('/') + 1));
    Answer answer = city.put("/fhir/" + path, named);
    if (answer.status() != 200 && answer.status() != 201) {
      throw new AssertionError(answer.toString());
    }
  }

  public String id() {
    return id;
  }

  public String name() {
    return family + "ハル";
  }
}
