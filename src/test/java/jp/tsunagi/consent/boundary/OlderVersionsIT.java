package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.junit.jupiter.api.Test;

/** 旧版の開示. What a resource said once is judged by what it said then. */
@IntegrationTest
class OlderVersionsIT {
  private static final String BASE = "https://tsunagi.example/fhir";
  private static final String SECRET = "SAID-OF-SOMEBODY-ELSE";

  private static final String SEALED = "SAID-TO-ONE-OFFICE";

  private final Tsunagi tsunagi;
  private final Registrar registrar;
  private final Caller inoue;

  OlderVersionsIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
    registrar = new Registrar(tsunagi);
    inoue = tsunagi.as("inoue");
  }

  /** A resident whom midori serves with consent. */
  private String served() {
    String resident = registrar.aResident("架空", "版");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    return resident;
  }

  @Test
  void what_was_about_somebody_else_stays_hidden_whatever_kind_it_is() {
    String unserved = registrar.aResident("架空", "他");
    String served = served();
    Caller suzuki = tsunagi.as("suzuki");

    for (String type : List.of("Device", "Encounter", "Flag", "Basic")) {
      String id =
          inoue.post("/fhir/" + type, about(type, unserved, SECRET)).mustBe(201).createdId();
      Map<String, Object> moved = about(type, served, "now of another");
      moved.put("id", id);
      inoue.put("/fhir/" + type + "/" + id, moved).mustBe(200);

      assertEquals(200, suzuki.get("/fhir/" + type + "/" + id).status(), type);
      assertUnsaid(suzuki, type, id, SECRET);
    }
  }

  @Test
  void a_deletion_that_was_undone_for_another_says_nothing() {
    String id =
        inoue
            .post("/fhir/Basic", about("Basic", registrar.aResident("架空", "消"), SECRET))
            .mustBe(201)
            .createdId();
    inoue.delete("/fhir/Basic/" + id).mustBe(204);
    Map<String, Object> again = about("Basic", served(), "again");
    again.put("id", id);
    inoue.put("/fhir/Basic/" + id, again).mustBe(201);

    Answer history = tsunagi.as("suzuki").get("/fhir/Basic/" + id + "/_history").mustBe(200);

    assertEquals(1, history.json().get("entry").size(), history.body());
  }

  @Test
  void what_was_sealed_stays_sealed_when_its_author_opens_it() {
    Caller sato = tsunagi.as("sato");
    String id =
        sato.post(
                "/api/residents/r-00001/notes",
                Map.of("text", SEALED, "visibleTo", List.of("midori")))
            .mustBe(201)
            .json()
            .get("id")
            .asText();
    sato.put("/fhir/Communication/" + id, opened(id)).mustBe(200);
    Caller ito = tsunagi.as("ito");

    assertEquals(200, ito.get("/fhir/Communication/" + id).status());
    assertUnsaid(ito, "Communication", id, SEALED);
    assertUnsaid(inoue, "Communication", id, SEALED);
    for (String reader : List.of("sato", "suzuki")) {
      Answer first = tsunagi.as(reader).get("/fhir/Communication/" + id + "/_history/1");
      assertTrue(first.mustBe(200).body().contains(SEALED), reader);
    }
  }

  @Test
  void after_the_consent_is_gone_an_office_keeps_what_it_alone_wrote() {
    String resident = registrar.aResident("架空", "撤回");
    registrar.aTeam(resident, "Organization/midori", "Organization/aozora");
    String consent = registrar.aConsent(resident, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    Caller ito = tsunagi.as("ito");
    String own = recorded(suzuki, resident, "OWN");
    String mixed = recorded(suzuki, resident, "OWN-ONCE");
    Map<String, Object> changed =
        new HashMap<>(Registrar.observation(resident, "WRITTEN-BY-ANOTHER"));
    changed.put("id", mixed);
    ito.put("/fhir/Observation/" + mixed, changed).mustBe(200);

    registrar.withdraw(consent, resident, "notebook-sharing");

    assertEquals(200, suzuki.get("/fhir/Observation/" + own).status());
    assertEquals(404, suzuki.get("/fhir/Observation/" + mixed).status());
    assertEquals(404, suzuki.get("/fhir/Observation/" + mixed + "/_history/2").status());
    assertTrue(
        suzuki
            .get("/fhir/Observation/" + mixed + "/_history/1")
            .mustBe(200)
            .body()
            .contains("OWN-ONCE"));
    for (String door :
        List.of(
            "/fhir/Observation?patient=" + resident,
            "/fhir/Observation/" + mixed + "/_history",
            "/fhir/Observation/_history?_count=200",
            "/fhir/Patient/" + resident + "/$everything")) {
      String body = suzuki.get(door).mustBe(200).body();
      assertFalse(body.contains("WRITTEN-BY-ANOTHER"), door);
    }
    assertEquals(404, ito.get("/fhir/Observation/" + mixed).status());
    assertEquals(404, ito.get("/fhir/Observation/" + mixed + "/_history/2").status());
  }

  private static String recorded(Caller caller, String resident, String text) {
    return caller
        .post("/fhir/Observation", Registrar.observation(resident, text))
        .mustBe(201)
        .createdId();
  }

  private static void assertUnsaid(Caller caller, String type, String id, String unsaid) {
    String one = "/fhir/" + type + "/" + id + "/_history";
    assertEquals(404, caller.get(one + "/1").status(), type);
    for (String door :
        List.of(one, "/fhir/" + type + "/_history?_count=200", "/fhir/_history?_count=200")) {
      assertFalse(caller.get(door).mustBe(200).body().contains(unsaid), type + " by " + door);
    }
    for (String entry : List.of(type + "/" + id + "/_history", type + "/" + id + "/_history/1")) {
      Answer batch =
          caller.post(
              "/fhir",
              Map.of(
                  "resourceType",
                  "Bundle",
                  "type",
                  "batch",
                  "entry",
                  List.of(Map.of("request", Map.of("method", "GET", "url", entry)))));
      assertFalse(batch.body().contains(unsaid), type + " by a batch");
    }
  }

  private static Map<String, Object> about(String type, String resident, String text) {
    Map<String, Object> resource = new HashMap<>(Map.of("resourceType", type));
    Map<String, String> patient = Map.of("reference", "Patient/" + resident);
    switch (type) {
      case "Device" -> {
        resource.put("patient", patient);
        resource.put("note", List.of(Map.of("text", text)));
        resource.put(
            "identifier",
            List.of(Map.of("system", BASE + "/emergency-device", "value", "IT-" + resident)));
      }
      case "Encounter" -> {
        resource.put("subject", patient);
        resource.put("status", "planned");
        resource.put("class", Map.of("code", "HH"));
        resource.put("reasonCode", List.of(Map.of("text", text)));
        resource.put(
            "identifier",
            List.of(Map.of("system", BASE + "/emergency-case", "value", "it-" + resident)));
      }
      case "Flag" -> {
        resource.put("subject", patient);
        resource.put("status", "active");
        resource.put("code", Map.of("text", text));
      }
      default -> {
        resource.put("subject", patient);
        resource.put("code", Map.of("text", text));
      }
    }
    return resource;
  }

  private static Map<String, Object> opened(String id) {
    Map<String, Object> note = new HashMap<>();
    note.put("resourceType", "Communication");
    note.put("id", id);
    note.put("status", "completed");
    note.put("subject", Map.of("reference", "Patient/r-00001"));
    note.put("payload", List.of(Map.of("contentString", "open to all")));
    return note;
  }
}
