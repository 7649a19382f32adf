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

/** 田中ハナ looks at her own record, and her daughter at as much of it as she allows. */
@IntegrationTest
class OwnRecordIT {
  private static final String BASE = "https://tsunagi.example/fhir";
  private static final String HANA = "r-00001";
  private static final String SOMEBODY = "r-00003";

  @ArquillianResource private Tsunagi tsunagi;

  @Test
  void a_resident_reads_her_own_record_and_nothing_that_is_sealed() {
    Caller hana = tsunagi.as("hana");

    JsonNode mine = hana.get("/api/my-records").mustBe(200).json().path("items");
    JsonNode card = hana.get("/api/residents/" + HANA + "/crew-card").mustBe(200).json();
    JsonNode patients = hana.get("/fhir/Patient?_total=accurate").mustBe(200).json();
    sealedNote("内密の相談です");

    assertEquals(1, mine.size());
    assertEquals("self", mine.path(0).path("relation").asText());
    assertEquals("own-record", mine.path(0).path("ground").path("code").asText());
    assertEquals("田中ハナ", card.path("name").asText());
    assertTrue(card.path("team").findValuesAsText("phone").size() >= 3, card::toString);
    assertEquals(1, patients.path("total").asInt());
    assertTrue(total(hana, "Observation?patient=" + HANA) > 0);
    assertTrue(total(hana, "Condition") > 0);
    String notes = hana.get("/fhir/Communication?_count=200").mustBe(200).body();
    assertTrue(notes.contains("玄関の段差"), notes);
    assertFalse(notes.contains("内密の相談です"), notes);
    assertEquals(0, total(hana, "Task?code=" + BASE + "/CodeSystem/task%7Cemergency-case"));
    assertEquals(0, total(hana, "Organization"));
    assertEquals(
        0,
        total(
            hana,
            "CarePlan?category=" + BASE + "/CodeSystem/care-plan-category%7Cdisaster-response"));
    assertTrue(
        hana.get("/api/residents/" + HANA + "/consents")
            .mustBe(200)
            .body()
            .contains("family-view"));
  }

  private void sealedNote(String text) {
    tsunagi
        .as("sato")
        .post(
            "/api/residents/" + HANA + "/notes",
            Map.of("text", text, "visibleTo", List.of("kinunosato")))
        .mustBe(201);
  }

  private static int total(Caller caller, String query) {
    String sign = query.contains("?") ? "&" : "?";
    return caller
        .get("/fhir/" + query + sign + "_total=accurate")
        .mustBe(200)
        .json()
        .path("total")
        .asInt(-1);
  }

  @Test
  void a_daughter_reads_the_card_by_her_mothers_consent_and_no_more() {
    Caller yukiko = tsunagi.as("yukiko");

    JsonNode card = yukiko.get("/api/residents/" + HANA + "/crew-card").mustBe(200).json();
    JsonNode patients = yukiko.get("/fhir/Patient?_total=accurate").mustBe(200).json();

    assertEquals("family-view", card.path("ground").path("code").asText());
    assertTrue(card.path("ground").path("basis").asText().startsWith("Consent/"), card::toString);
    assertEquals(1, patients.path("total").asInt());
    assertTrue(patients.toString().contains("REDACTED"), patients::toString);
    assertFalse(patients.toString().contains("/fhir/user"), patients::toString);
    for (String type :
        List.of("Condition", "Observation", "Communication", "CarePlan", "Consent", "CareTeam")) {
      assertEquals(0, total(yukiko, type), type);
    }
    yukiko.get("/api/residents/" + HANA + "/consents").mustBe(403);
  }

  @Test
  void an_application_launched_by_her_reaches_her_own_record_and_no_further() {
    Caller app = application("hana", "launch/patient patient/Patient.rs patient/Observation.rs");
    Caller ofFamily = application("yukiko", "patient/Patient.rs");

    app.get("/fhir/Patient/" + HANA).mustBe(200);
    assertTrue(total(app, "Observation?patient=" + HANA) > 0);
    app.get("/fhir/Condition?patient=" + HANA).mustBe(403);
    app.get("/fhir/Patient").mustBe(403);
    app.get("/api/my-records").mustBe(403);
    assertTrue(List.of(403, 404).contains(app.get("/fhir/Patient/" + SOMEBODY).status()));
    ofFamily.get("/fhir/Patient/" + HANA).mustBe(200);
    ofFamily.get("/fhir/Patient/" + SOMEBODY).mustBe(404);
  }

  private static Answer givenTo(Caller registrar, String consents, String relative) {
    return registrar.post(
        consents,
        Map.of(
            "purpose",
            "family-view",
            "decision",
            "given",
            "how",
            "screen",
            "onlyRelatives",
            List.of(relative)));
  }

  private Caller application(String user, String scope) {
    return tsunagi.bearing(
        tsunagi.token(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "tsunagi-cli",
                "username",
                user,
                "password",
                Tsunagi.PASSWORD,
                "scope",
                "openid " + scope)));
  }

  @Test
  void both_read_who_looked_when_and_why() {
    tsunagi.as("suzuki").get("/api/residents/" + HANA).mustBe(200);

    for (String user : List.of("hana", "yukiko")) {
      JsonNode report =
          tsunagi
              .as(user)
              .with("Accept-Language", "ja")
              .get("/api/residents/" + HANA + "/access-report")
              .mustBe(200)
              .json();
      assertTrue(report.path("items").findValuesAsText("who").contains("鈴木 明美"), report::toString);
      tsunagi.as(user).get("/api/residents/" + SOMEBODY + "/access-report").mustBe(404);
      tsunagi.as(user).get("/api/residents/nobody/access-report").mustBe(404);
    }
  }

  @Test
  void neither_writes_searches_breaks_glass_or_sees_rosters_and_cases() {
    List<String> open = new ArrayList<>();
    for (String user : List.of("hana", "yukiko")) {
      Caller caller = tsunagi.as(user);
      Map<String, Answer> tries = new LinkedHashMap<>();
      for (String door :
          List.of(
              "/api/residents",
              "/api/residents?query=x",
              "/api/residents/" + HANA,
              "/api/residents/" + HANA + "/timeline",
              "/api/residents/" + HANA + "/notes",
              "/api/emergency-cases",
              "/api/disasters",
              "/api/disasters/any/roster",
              "/api/areas",
              "/api/today",
              "/api/notes",
              "/api/audit",
              "/api/events",
              "/api/notifications",
              "/fhir/$export",
              "/fhir/Patient/$export",
              "/metrics")) {
        tries.put(door, caller.get(door));
      }
      tries.put(
          "glass",
          caller.post(
              "/api/break-glass",
              Map.of("residentId", SOMEBODY, "reason", "unconscious", "text", "x")));
      tries.put("note", caller.post("/api/residents/" + HANA + "/notes", Map.of("text", "x")));
      tries.put("consent", caller.post("/api/residents/" + HANA + "/consents", Map.of()));
      tries.put("observation", caller.post("/fhir/Observation", Registrar.observation(HANA, "x")));
      tries.put("batch", caller.post("/fhir", Map.of("resourceType", "Bundle", "type", "batch")));
      tries.put("delete", caller.delete("/fhir/Patient/" + HANA));
      tries.forEach(
          (door, answer) -> {
            if (answer.status() != 403) {
              open.add(user + " " + door + " " + answer.status());
            }
          });
    }

    assertEquals(List.of(), open);
  }

  @Test
  void what_a_family_sees_ends_with_the_consent_and_with_being_family() {
    Registrar registrar = new Registrar(tsunagi);
    String mother = registrar.aResident("家族", "閲覧");
    Caller inoue = tsunagi.as("inoue");
    Caller yukiko = tsunagi.as("yukiko");
    Map<String, Object> daughter = new LinkedHashMap<>(relative(mother));
    String id = inoue.post("/fhir/RelatedPerson", daughter).mustBe(201).createdId();
    try {
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(404);

      String consent = registrar.aConsent(mother, "family-view");
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(200);
      assertEquals(2, yukiko.get("/api/my-records").mustBe(200).json().path("items").size());

      String sister = registrar.aSupporter(mother, "閲覧 次子");
      String consents = "/api/residents/" + mother + "/consents";
      givenTo(inoue, consents, sister).mustBe(201);
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(404);
      givenTo(inoue, consents, id).mustBe(201);
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(200);
      JsonNode standing = inoue.get(consents).mustBe(200).json().path("items").get(0);
      assertEquals(id, standing.path("onlyRelatives").path(0).asText(), standing::toString);
      String ofAnother = registrar.aSupporter(registrar.aResident("家族", "別"), "別の 家族");
      givenTo(inoue, consents, ofAnother).mustBeProblem(422, "unknown-reference");
      consent = standing.path("id").asText();

      registrar.withdraw(consent, mother, "family-view");
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(404);
      yukiko.get("/fhir/Patient/" + mother).mustBe(404);

      registrar.aConsent(mother, "family-view");
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(200);
      daughter.put("id", id);
      daughter.put("active", false);
      inoue.put("/fhir/RelatedPerson/" + id, daughter).mustBe(200);
      yukiko.get("/api/residents/" + mother + "/crew-card").mustBe(404);
      assertEquals(1, yukiko.get("/api/my-records").mustBe(200).json().path("items").size());
    } finally {
      inoue.delete("/fhir/RelatedPerson/" + id);
    }
  }

  private static Map<String, Object> relative(String resident) {
    return Map.of(
        "resourceType",
        "RelatedPerson",
        "active",
        true,
        "patient",
        Registrar.reference("Patient/" + resident),
        "identifier",
        List.of(Map.of("system", BASE + "/user", "value", "yukiko")),
        "name",
        List.of(Map.of("text", "木村 由紀子")));
  }

  @Test
  void only_the_city_says_who_signs_in_as_the_resident_or_her_family() {
    Map<String, Object> own = new LinkedHashMap<>(relative(HANA));
    tsunagi.as("sato").post("/fhir/RelatedPerson", own).mustBe(403);
    own.remove("identifier");
    String id = tsunagi.as("sato").post("/fhir/RelatedPerson", own).mustBe(201).createdId();
    Map<String, Object> bound = new LinkedHashMap<>(relative(HANA));
    bound.put("id", id);
    tsunagi.as("sato").put("/fhir/RelatedPerson/" + id, bound).mustBe(403);
    tsunagi.as("inoue").delete("/fhir/RelatedPerson/" + id).mustBe(204);
  }

  @Test
  void an_account_that_is_two_residents_own_is_nobodys() {
    Caller inoue = tsunagi.as("inoue");
    Registrar registrar = new Registrar(tsunagi);
    String other = registrar.aResident("取違", "本人");
    JsonNode patient = inoue.get("/fhir/Patient/" + other).mustBe(200).json();
    ((com.fasterxml.jackson.databind.node.ObjectNode) patient)
        .putArray("identifier")
        .addObject()
        .put("system", BASE + "/user")
        .put("value", "hana");
    inoue.put("/fhir/Patient/" + other, patient).mustBe(200);
    try {
      tsunagi.as("hana").get("/api/residents/" + HANA + "/crew-card").mustBe(404);
      tsunagi.as("hana").get("/api/residents/" + other + "/crew-card").mustBe(404);
      tsunagi.as("hana").get("/fhir/Patient/" + other).mustBe(404);
    } finally {
      inoue.delete("/fhir/Patient/" + other).mustBe(204);
    }
    tsunagi.as("hana").get("/api/residents/" + HANA + "/crew-card").mustBe(200);
  }
}
