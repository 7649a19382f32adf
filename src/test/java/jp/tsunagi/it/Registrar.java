package jp.tsunagi.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 登録係。 Makes what a test is about, as the city's welfare office would: a resident of her own, her
 * team and her consents, over {@code /fhir}.
 */
public final class Registrar {
  private static final String BASE = "https://tsunagi.example/fhir";
  private static final String HASHIMOTO = "08211-mitsukaido-mitsukaido-hashimoto";

  private final Caller inoue;

  public Registrar(Tsunagi tsunagi) {
    inoue = tsunagi.as("inoue");
  }

  /** A resident in 水海道, without team and consent; her id. */
  public String aResident(String family, String given) {
    return aResidentOf(HASHIMOTO, family, given);
  }

  /** A resident of this place; her id. */
  public String aResidentOf(String area, String family, String given) {
    return inoue
        .post(
            "/fhir/Patient",
            Map.of(
                "resourceType",
                "Patient",
                "managingOrganization",
                reference("Organization/joso-city-welfare"),
                "name",
                List.of(Map.of("text", family + " " + given, "family", family)),
                "birthDate",
                "1940-02-03",
                "gender",
                "female",
                "telecom",
                List.of(Map.of("system", "phone", "value", "0297-00-0001")),
                "contact",
                List.of(Map.of("name", Map.of("text", "長男"))),
                "address",
                List.of(
                    Map.of(
                        "text",
                        "茨城県常総市水海道橋本町1",
                        "extension",
                        List.of(
                            Map.of(
                                "url", BASE + "/StructureDefinition/area", "valueCode", area))))))
        .mustBe(201)
        .createdId();
  }

  /** Her support team: these references, such as {@code Organization/midori}; the team's id. */
  public String aTeam(String resident, String... members) {
    List<Object> participants = new ArrayList<>();
    for (String member : members) {
      participants.add(Map.of("member", reference(member)));
    }
    return inoue
        .post(
            "/fhir/CareTeam",
            Map.of(
                "resourceType",
                "CareTeam",
                "status",
                "active",
                "subject",
                reference("Patient/" + resident),
                "participant",
                participants))
        .mustBe(201)
        .createdId();
  }

  /** Her consent for one purpose; its id. */
  public String aConsent(String resident, String purpose) {
    return inoue
        .post("/fhir/Consent", consent(resident, purpose, "active"))
        .mustBe(201)
        .createdId();
  }

  public void withdraw(String consent, String resident, String purpose) {
    Map<String, Object> withdrawn = new java.util.LinkedHashMap<>();
    withdrawn.putAll(consent(resident, purpose, "inactive"));
    withdrawn.put("id", consent);
    inoue.put("/fhir/Consent/" + consent, withdrawn).mustBe(200);
  }

  private static Map<String, Object> consent(String resident, String purpose, String status) {
    return Map.of(
        "resourceType",
        "Consent",
        "status",
        status,
        "scope",
        concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "category",
        List.of(concept("http://loinc.org", "59284-0")),
        "patient",
        reference("Patient/" + resident),
        "dateTime",
        "2026-04-01",
        "organization",
        List.of(reference("Organization/joso-city-welfare")),
        "policy",
        List.of(Map.of("uri", BASE + "/policy/joso-notebook/1")),
        "provision",
        Map.of(
            "type",
            "permit",
            "purpose",
            List.of(Map.of("system", BASE + "/CodeSystem/consent-purpose", "code", purpose))));
  }

  /** A blood pressure or the like, as a caller records it. */
  public static Map<String, Object> observation(String resident, String text) {
    return Map.of(
        "resourceType",
        "Observation",
        "status",
        "final",
        "code",
        Map.of("text", text),
        "subject",
        reference("Patient/" + resident),
        "valueString",
        text);
  }

  public static Map<String, Object> reference(String to) {
    return Map.of("reference", to);
  }

  private static Map<String, Object> concept(String system, String code) {
    return Map.of("coding", List.of(Map.of("system", system, "code", code)));
  }
}
