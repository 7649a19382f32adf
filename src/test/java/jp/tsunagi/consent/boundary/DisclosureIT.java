package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Who sees what, through the doors people use. */
@IntegrationTest
class DisclosureIT {
  private static final String NOTEBOOK = "notebook-sharing";
  private static final String ROSTER = "roster-advance";

  @ArquillianResource Tsunagi tsunagi;

  @Test
  void kobayashi_finds_nobody_by_any_of_the_doors() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "一");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, NOTEBOOK);
    registrar.aConsent(resident, ROSTER);
    Caller kobayashi = tsunagi.as("kobayashi");

    Map<String, Integer> answers = new LinkedHashMap<>();
    for (String door :
        List.of(
            "/fhir/Patient/" + resident,
            "/fhir/Patient/" + resident + "/_history",
            "/fhir/Patient/" + resident + "/_history/1",
            "/api/residents/" + resident,
            "/api/residents/" + resident + "/crew-card",
            "/api/residents/" + resident + "/timeline")) {
      answers.put(door, kobayashi.get(door).status());
    }
    answers.values().removeIf(status -> status == 404);

    assertEquals(Map.of(), answers);
    for (String type :
        List.of(
            "Patient",
            "Observation",
            "Consent",
            "CareTeam",
            "Flag",
            "Task",
            "Communication",
            "CarePlan",
            "Device",
            "RelatedPerson",
            "Encounter",
            "Group",
            "Provenance")) {
      assertEquals(0, entries(kobayashi.get("/fhir/" + type + "?_total=accurate")), type);
    }
    assertEquals(0, kobayashi.get("/api/residents").mustBe(200).json().path("items").size());
    kobayashi.post("/api/residents/" + resident + "/notes", Map.of("text", "試験")).mustBe(404);
    kobayashi
        .post("/api/break-glass", Map.of("residentId", resident, "reason", "emergency-patient"))
        .mustBe(403);
  }

  @Test
  void an_unseen_resident_answers_as_an_unknown_one() {
    String resident = new Registrar(tsunagi).aResident("架空", "二");
    Caller kobayashi = tsunagi.as("kobayashi");

    Answer unseen = kobayashi.get("/api/residents/" + resident);
    Answer unknown = kobayashi.get("/api/residents/00000000-0000-7000-8000-000000000000");

    assertEquals(
        List.of(unknown.status(), unknown.json().path("code")),
        List.of(unseen.status(), unseen.json().path("code")));
  }

  @Test
  void the_team_reads_with_consent_and_the_withdrawal_counts_from_the_next_request() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "三");
    Caller suzuki = tsunagi.as("suzuki");
    suzuki.get("/fhir/Patient/" + resident).mustBe(404);
    registrar.aTeam(resident, "Organization/midori", "Organization/kinu-hospital");
    suzuki.get("/fhir/Patient/" + resident).mustBe(404);
    String consent = registrar.aConsent(resident, NOTEBOOK);
    JsonNode whole = suzuki.get("/fhir/Patient/" + resident).mustBe(200).json();
    String own =
        suzuki
            .post("/fhir/Observation", Registrar.observation(resident, "体温"))
            .mustBe(201)
            .createdId();
    String others =
        tsunagi
            .as("yamada")
            .post("/fhir/Observation", Registrar.observation(resident, "血圧"))
            .mustBe(201)
            .createdId();
    suzuki.get("/fhir/Observation/" + others).mustBe(200);

    registrar.withdraw(consent, resident, NOTEBOOK);

    JsonNode left = suzuki.get("/fhir/Patient/" + resident).mustBe(200).json();
    assertTrue(whole.has("address") && whole.has("contact"));
    assertFalse(left.has("address") || left.has("contact") || left.has("telecom"));
    assertTrue(left.has("name") && left.toString().contains("REDACTED"));
    suzuki.get("/fhir/Observation/" + own).mustBe(200);
    suzuki.get("/fhir/Observation/" + others).mustBe(404);
    assertEquals(
        1, entries(suzuki.get("/fhir/Observation?patient=" + resident + "&_total=accurate")));
    assertEquals(0, entries(suzuki.get("/fhir/Patient?_id=" + resident + "&address-city=常総市")));
    suzuki.post("/fhir/Observation", Registrar.observation(resident, "脈拍")).mustBe(403);
    suzuki.get("/api/residents/" + resident + "/crew-card").mustBe(403);
  }

  @Test
  void who_is_taken_off_the_team_or_loses_her_post_sees_nothing_any_more() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "四");
    registrar.aConsent(resident, NOTEBOOK);
    registrar.aTeam(resident, "PractitionerRole/ito");
    Caller ito = tsunagi.as("ito");
    Caller inoue = tsunagi.as("inoue");
    ito.get("/fhir/Patient/" + resident).mustBe(200);
    String post = inoue.get("/fhir/PractitionerRole/ito").mustBe(200).body();

    inoue
        .put("/fhir/PractitionerRole/ito", post.replace("\"active\":true", "\"active\":false"))
        .mustBe(200);
    Answer without = ito.get("/fhir/Patient/" + resident);
    JsonNode me = ito.get("/api/me").json();
    inoue.put("/fhir/PractitionerRole/ito", post).mustBe(200);
    Answer again = ito.get("/fhir/Patient/" + resident);

    assertEquals(List.of(404, 200), List.of(without.status(), again.status()));
    assertEquals(0, me.path("roles").size());
  }

  @Test
  void fire_sees_roster_items_of_its_side_with_consent_and_no_more_of_them() {
    Registrar registrar = new Registrar(tsunagi);
    String agreed = registrar.aResident("架空", "五");
    registrar.aConsent(agreed, ROSTER);
    String silent = registrar.aResident("架空", "六");
    Caller kato = tsunagi.as("kato");

    JsonNode shown = kato.get("/fhir/Patient/" + agreed).mustBe(200).json();

    assertTrue(shown.has("address") && shown.has("telecom") && shown.has("birthDate"));
    assertFalse(shown.has("contact") || shown.has("managingOrganization"));
    kato.get("/fhir/Patient/" + silent).mustBe(404);
    tsunagi.as("yoshida").get("/fhir/Patient/" + agreed).mustBe(404);
    kato.get("/api/residents/" + agreed + "/crew-card").mustBe(403);
    kato.get("/api/residents/" + silent + "/crew-card").mustBe(404);
    assertEquals(0, entries(kato.get("/fhir/Patient?_id=" + agreed + "&active=true")));
    assertEquals(1, entries(kato.get("/fhir/Patient?_id=" + agreed + "&gender=female")));
    kato.post("/fhir/Observation", Registrar.observation(agreed, "血圧")).mustBe(403);
  }

  @Test
  void broken_glass_opens_the_crew_card_for_the_one_who_broke_it_and_nothing_else() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空緊急", "花子");
    registrar.aTeam(resident, "Organization/kinunosato");
    registrar.aConsent(resident, NOTEBOOK);
    Caller mori = tsunagi.as("mori");
    mori.get("/api/residents/" + resident + "/crew-card").mustBe(404);

    JsonNode opened =
        mori.post(
                "/api/break-glass",
                Map.of(
                    "name",
                    "架空緊急花子",
                    "birthDate",
                    "1940-02-03",
                    "reason",
                    "unconscious",
                    "text",
                    "救急搬送"))
            .mustBe(200)
            .json();

    assertEquals(resident, opened.path("grant").path("residentId").asText());
    assertEquals(resident, opened.path("crewCard").path("residentId").asText());
    assertEquals(
        "break-glass",
        mori.get("/api/residents/" + resident + "/crew-card")
            .mustBe(200)
            .json()
            .path("ground")
            .path("code")
            .asText());
    assertEquals(0, entries(mori.get("/fhir/Observation?patient=" + resident)));
    assertEquals(
        0,
        mori.get("/api/residents/" + resident + "/timeline")
            .mustBe(200)
            .json()
            .path("items")
            .size());
    tsunagi.as("yamada").get("/api/residents/" + resident + "/crew-card").mustBe(404);
    mori.post(
            "/api/break-glass",
            Map.of("name", "架空緊急花子", "birthDate", "1941-02-03", "reason", "unconscious"))
        .mustBe(404);
    List<String> grounds = new ArrayList<>();
    tsunagi
        .as("kimura")
        .get("/api/audit?residentId=" + resident + "&actor=mori")
        .mustBe(200)
        .json()
        .path("items")
        .forEach(
            item ->
                grounds.add(
                    item.path("outcome").asText()
                        + " "
                        + item.path("ground").path("code").asText()));
    assertTrue(grounds.contains("permitted break-glass"), grounds::toString);
    assertTrue(grounds.contains("denied none"), grounds::toString);
  }

  @Test
  void an_emergency_mode_declared_over_fhir_opens_roster_and_plans_and_a_drill_opens_nothing() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "七");
    Caller nakamura = tsunagi.as("nakamura");
    Caller matsumoto = tsunagi.as("matsumoto");
    nakamura.get("/fhir/Patient/" + resident).mustBe(404);

    matsumoto.post("/fhir/CarePlan", disaster(true)).mustBe(422);
    nakamura.get("/fhir/Patient/" + resident).mustBe(404);
    String flood = matsumoto.post("/fhir/CarePlan", disaster(false)).mustBe(201).createdId();
    JsonNode shown = nakamura.get("/fhir/Patient/" + resident).mustBe(200).json();
    tsunagi.as("yoshida").get("/fhir/Patient/" + resident).mustBe(404);
    String open = matsumoto.get("/fhir/CarePlan/" + flood).mustBe(200).body();
    matsumoto
        .put(
            "/fhir/CarePlan/" + flood,
            open.replace("\"status\":\"active\"", "\"status\":\"completed\""))
        .mustBe(200);

    assertFalse(shown.has("contact"));
    nakamura.get("/fhir/Patient/" + resident).mustBe(404);
  }

  private static Map<String, Object> disaster(boolean drill) {
    String structure = "https://tsunagi.example/fhir/StructureDefinition/";
    List<Object> extensions =
        new ArrayList<>(
            List.of(
                Map.of("url", structure + "hazard", "valueCode", "flood"),
                Map.of("url", structure + "area", "valueCode", "08211-mitsukaido"),
                Map.of(
                    "url",
                    structure + "emergency-mode",
                    "extension",
                    List.of(
                        Map.of("url", "reason", "valueString", "試験"),
                        Map.of("url", "legalGround", "valueCodeableConcept", Map.of("text", "試験")),
                        Map.of(
                            "url",
                            "period",
                            "valuePeriod",
                            Map.of(
                                "start",
                                "2026-01-01T00:00:00+09:00",
                                "end",
                                "2099-01-01T00:00:00+09:00"))))));
    if (drill) {
      extensions.add(Map.of("url", structure + "exercise", "valueBoolean", true));
    }
    return Map.of(
        "resourceType",
        "CarePlan",
        "extension",
        extensions,
        "identifier",
        List.of(
            Map.of(
                "system",
                "https://tsunagi.example/fhir/disaster",
                "value",
                java.util.UUID.randomUUID().toString())),
        "status",
        "active",
        "intent",
        "order",
        "category",
        List.of(
            Map.of(
                "coding",
                List.of(
                    Map.of(
                        "system",
                        "https://tsunagi.example/fhir/CodeSystem/care-plan-category",
                        "code",
                        "disaster-response")))),
        "title",
        "試験の災害",
        "subject",
        Map.of("display", "名簿"),
        "period",
        Map.of("start", "2026-01-01T00:00:00+09:00"));
  }

  @Test
  void a_sealed_note_is_for_those_its_author_named() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "八");
    registrar.aTeam(
        resident, "Organization/kinunosato", "Organization/midori", "Organization/kinu-hospital");
    registrar.aConsent(resident, NOTEBOOK);

    String note =
        tsunagi
            .as("sato")
            .post("/fhir/Communication", sealedNote(resident))
            .mustBe(201)
            .createdId();

    Map<String, Integer> answers = new LinkedHashMap<>();
    for (String user : List.of("sato", "suzuki", "yamada", "inoue")) {
      answers.put(user, tsunagi.as(user).get("/fhir/Communication/" + note).status());
    }
    assertEquals(Map.of("sato", 200, "suzuki", 200, "yamada", 404, "inoue", 404), answers);
    assertEquals(
        0,
        entries(
            tsunagi
                .as("yamada")
                .get("/fhir/Communication?subject=Patient/" + resident + "&_total=accurate")));
  }

  static Map<String, Object> sealedNote(String resident) {
    return Map.of(
        "resourceType",
        "Communication",
        "meta",
        Map.of(
            "security",
            List.of(
                Map.of(
                    "system",
                    "https://tsunagi.example/fhir/CodeSystem/security-label",
                    "code",
                    "sealed"))),
        "status",
        "completed",
        "category",
        List.of(
            Map.of(
                "coding",
                List.of(
                    Map.of(
                        "system",
                        "https://tsunagi.example/fhir/CodeSystem/communication-category",
                        "code",
                        "note")))),
        "subject",
        Registrar.reference("Patient/" + resident),
        "sent",
        "2026-04-01T10:02:00+09:00",
        "sender",
        Registrar.reference("PractitionerRole/sato"),
        "recipient",
        List.of(Registrar.reference("Organization/midori")),
        "payload",
        List.of(Map.of("contentString", "限られた人への連絡")));
  }

  @Test
  void roles_that_never_write_something_are_told_so() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "九");
    String team = registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, NOTEBOOK);
    Caller suzuki = tsunagi.as("suzuki");
    String own =
        suzuki
            .post("/fhir/Observation", Registrar.observation(resident, "体温"))
            .mustBe(201)
            .createdId();

    suzuki.delete("/fhir/CareTeam/" + team).mustBe(403);
    suzuki.delete("/fhir/Observation/" + own).mustBe(403);
    suzuki.post("/fhir/Patient", Map.of("resourceType", "Patient")).mustBe(403);
    suzuki
        .post("/fhir/Organization", Map.of("resourceType", "Organization", "name", "x"))
        .mustBe(403);
    tsunagi
        .as("kimura")
        .post(
            "/fhir/Observation",
            Map.of("resourceType", "Observation", "status", "final", "code", Map.of("text", "x")))
        .mustBe(403);
    tsunagi.as("admin").get("/fhir/Patient/" + resident).mustBe(404);
    tsunagi.as("kimura").get("/fhir/Patient/" + resident).mustBe(404);
  }

  private static long entries(Answer answer) {
    JsonNode bundle = answer.mustBe(200).json();
    return bundle.has("total") ? bundle.path("total").asLong() : bundle.path("entry").size();
  }
}
