package jp.tsunagi.it;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  /** Somebody who is to help her in an evacuation; the RelatedPerson's id. */
  public String aSupporter(String resident, String name) {
    return inoue
        .post(
            "/fhir/RelatedPerson",
            Map.of(
                "resourceType",
                "RelatedPerson",
                "patient",
                reference("Patient/" + resident),
                "relationship",
                List.of(concept(BASE + "/CodeSystem/relationship", "supporter")),
                "name",
                List.of(Map.of("text", name))))
        .mustBe(201)
        .createdId();
  }

  /** One of her family who signs in with this account; the RelatedPerson's id. */
  public String aRelative(String resident, String user) {
    return inoue
        .post(
            "/fhir/RelatedPerson",
            Map.of(
                "resourceType",
                "RelatedPerson",
                "active",
                true,
                "patient",
                reference("Patient/" + resident),
                "identifier",
                List.of(Map.of("system", BASE + "/user", "value", user)),
                "name",
                List.of(Map.of("text", "姪"))))
        .mustBe(201)
        .createdId();
  }

  /** Her individual evacuation plan, in which this supporter comes for her; its id. */
  public String aPlan(String resident, String supporter) {
    return inoue
        .post(
            "/fhir/CarePlan",
            Map.of(
                "resourceType",
                "CarePlan",
                "status",
                "active",
                "intent",
                "plan",
                "category",
                List.of(
                    concept(BASE + "/CodeSystem/care-plan-category", "individual-evacuation-plan")),
                "title",
                "個別避難計画",
                "subject",
                reference("Patient/" + resident),
                "activity",
                List.of(
                    Map.of(
                        "detail",
                        Map.of(
                            "status",
                            "scheduled",
                            "description",
                            "迎えに行く",
                            "performer",
                            List.of(reference("RelatedPerson/" + supporter)))))))
        .mustBe(201)
        .createdId();
  }

  /**
   * A disaster whose emergency mode was declared longer ago than a second person may take; its id.
   */
  public static String aDisasterWithAnUnconfirmedMode(Tsunagi tsunagi) {
    Caller matsumoto = tsunagi.as("matsumoto");
    Instant now = Instant.now();
    String id =
        matsumoto
            .post(
                "/api/disasters",
                Map.of(
                    "title",
                    "確認のない災害",
                    "hazard",
                    "flood",
                    "areas",
                    List.of("08211-mitsukaido"),
                    "emergencyMode",
                    Map.of(
                        "legalGround",
                        "災害対策基本法第49条の11第3項",
                        "reason",
                        "氾濫危険",
                        "until",
                        now.plus(1, ChronoUnit.HOURS).toString())))
            .mustBe(201)
            .json()
            .path("id")
            .asText();
    String plan = matsumoto.get("/fhir/CarePlan/" + id).mustBe(200).body();
    String earlier =
        plan.replaceFirst(
            "(\"valuePeriod\"\\s*:\\s*\\{\\s*\"start\"\\s*:\\s*\")[^\"]+",
            "$1" + now.minus(31, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS));
    matsumoto.put("/fhir/CarePlan/" + id, earlier).mustBe(200);
    return id;
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
