package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.junit.jupiter.api.Test;

/** 封印. What is sealed is not there for others, whatever they ask; only its author opens it. */
@IntegrationTest
class SealedNotesIT {
  private static final String BASE = "https://tsunagi.example/fhir";
  private static final Map<String, Object> SEAL =
      Map.of("system", BASE + "/CodeSystem/security-label", "code", "sealed");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Tsunagi tsunagi;
  private final Registrar registrar;
  private final Caller sato;
  private final Caller suzuki;
  private final Caller ito;

  SealedNotesIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
    registrar = new Registrar(tsunagi);
    sato = tsunagi.as("sato");
    suzuki = tsunagi.as("suzuki");
    ito = tsunagi.as("ito");
  }

  /** Somebody new, with a name of her own, whom kinunosato, midori and aozora serve. */
  private record Served(String id, String name, String consent) {}

  private Served served() {
    String name = "封" + UUID.randomUUID().toString().substring(0, 8);
    String id = registrar.aResident(name, "花");
    registrar.aTeam(id, "Organization/kinunosato", "Organization/midori", "Organization/aozora");
    return new Served(id, name, registrar.aConsent(id, "notebook-sharing"));
  }

  private String noteTo(String office, Served resident, Map<String, Object> more) {
    Map<String, Object> note = new HashMap<>(Map.of("text", "封印", "visibleTo", List.of(office)));
    note.putAll(more);
    return sato.post("/api/residents/" + resident.id() + "/notes", note).mustBe(201).createdId();
  }

  @Test
  void whether_something_may_be_deleted_does_not_tell_of_a_sealed_reply() {
    Served resident = served();
    String note =
        ito.post("/api/residents/" + resident.id() + "/notes", Map.of("text", "連絡"))
            .mustBe(201)
            .createdId();
    String asked = "/fhir/Communication/" + note + "/$validate?mode=delete";
    int before = ito.get(asked).status();
    int registrars = tsunagi.as("inoue").get(asked).status();

    noteTo("midori", resident, Map.of("inResponseTo", note));

    assertEquals(403, before);
    assertEquals(before, ito.get(asked).status());
    assertEquals(200, registrars);
    assertEquals(registrars, tsunagi.as("inoue").get(asked).status());
  }

  @Test
  void a_list_does_not_move_when_something_is_sealed() {
    Served resident = served();
    String flag = resident.id();
    JsonNode before = listed(ito, resident);

    noteTo("midori", resident, Map.of());
    suzuki.post("/fhir/Flag", sealed(flag(flag))).mustBe(201);
    suzuki.post("/fhir/Observation", sealed(careLevel(flag))).mustBe(201);
    suzuki.post("/fhir/Condition", sealed(condition(flag))).mustBe(201);

    for (Caller caller : List.of(ito, sato, tsunagi.as("inoue"))) {
      assertEquals(before.path("careLevel"), listed(caller, resident).path("careLevel"));
      assertEquals(before.path("lastChangeAt"), listed(caller, resident).path("lastChangeAt"));
      assertFalse(listed(caller, resident).toString().contains("SEALED"));
    }
    for (String user : List.of("kato", "matsumoto", "takahashi")) {
      assertFalse(
          tsunagi
              .as(user)
              .get("/api/residents?query=" + q(resident.name()))
              .body()
              .contains("SEALED"),
          user);
    }
  }

  @Test
  void what_is_opened_comes_into_the_list_and_goes_when_it_is_sealed() {
    Served resident = served();
    Map<String, Object> level = careLevel(resident.id());
    String id = suzuki.post("/fhir/Observation", sealed(level)).mustBe(201).createdId();
    level.put("id", id);

    suzuki.put("/fhir/Observation/" + id, level).mustBe(200);
    assertEquals("25", listed(ito, resident).path("careLevel").asText());

    Map<String, Object> closed = sealed(level);
    suzuki.put("/fhir/Observation/" + id, closed).mustBe(200);
    assertTrue(listed(ito, resident).path("careLevel").isMissingNode());
  }

  @Test
  void an_open_screen_hears_only_of_what_it_could_read() {
    Served resident = served();
    try (LiveEventReader outside = tsunagi.as("kobayashi").events();
        LiveEventReader team = ito.events();
        LiveEventReader named = suzuki.events();
        LiveEventReader author = sato.events()) {
      String elsewhere = noteTo("komorebi", resident, Map.of());
      Map<String, Object> unnamed = communication(resident.id());
      String nobody = sato.post("/fhir/Communication", sealed(unnamed)).mustBe(201).createdId();
      String within = noteTo("midori", resident, Map.of());

      author.await("note", data -> isOf(data, within), PATIENCE);
      named.await("note", data -> isOf(data, within), PATIENCE);
      registrar.withdraw(resident.consent(), resident.id(), "notebook-sharing");
      registrar.aConsent(resident.id(), "roster-advance");
      for (LiveEventReader other : List.of(outside, team)) {
        for (String note : List.of(elsewhere, nobody, within)) {
          assertTrue(other.first("note", data -> isOf(data, note)).isEmpty(), note);
        }
      }
      assertTrue(named.first("note", data -> isOf(data, nobody)).isEmpty());
    }
  }

  private static boolean isOf(JsonNode data, String note) {
    return data.path("noteId").asText().equals(note);
  }

  @Test
  void a_seal_is_its_authors() {
    Served resident = served();
    String note = noteTo("midori", resident, Map.of());
    String address = "/fhir/Communication/" + note;
    Map<String, Object> meta =
        Map.of(
            "resourceType",
            "Parameters",
            "parameter",
            List.of(Map.of("name", "meta", "valueMeta", Map.of("security", List.of(SEAL)))));

    suzuki.post(address + "/$meta-delete", meta).mustBe(403);
    suzuki.put(address, rewritten(suzuki.get(address), "ANOTHER")).mustBe(403);
    suzuki
        .with("Content-Type", "application/json-patch+json")
        .patch(
            address,
            List.of(Map.of("op", "replace", "path", "/payload/0/contentString", "value", "X")))
        .mustBe(403);
    ito.get(address).mustBe(404);
    ito.put(address, rewritten(suzuki.get(address), "UNSEEN")).mustBe(404);
    assertFalse(suzuki.get(address).body().contains("ANOTHER"));

    sato.post(address + "/$meta-delete", meta).mustBe(200);
    ito.get(address).mustBe(200);
    ito.post(address + "/$meta-add", meta).mustBe(403);
    tsunagi.as("inoue").post(address + "/$meta-add", meta).mustBe(403);
    ito.get(address).mustBe(200);
  }

  @Test
  void what_others_must_act_on_cannot_be_sealed() {
    Served resident = served();
    Map<String, Object> roster = flag(resident.id());
    roster.put(
        "category",
        List.of(Map.of("coding", List.of(code("/CodeSystem/flag-category", "roster")))));

    suzuki.post("/fhir/Flag", sealed(roster)).mustBe(422);
    Answer patient = suzuki.get("/fhir/Patient/" + resident.id()).mustBe(200);
    ObjectNode closed = (ObjectNode) patient.json();
    closed
        .withObject("/meta")
        .putArray("security")
        .addObject()
        .put("system", BASE + "/CodeSystem/security-label")
        .put("code", "sealed");
    suzuki.put("/fhir/Patient/" + resident.id(), closed).mustBe(422);
  }

  private JsonNode listed(Caller caller, Served resident) {
    JsonNode items =
        caller.get("/api/residents?query=" + q(resident.name())).mustBe(200).json().path("items");
    assertEquals(1, items.size(), items.toString());
    return items.path(0);
  }

  private static String q(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String rewritten(Answer note, String text) {
    ObjectNode changed = (ObjectNode) note.mustBe(200).json();
    changed.putArray("payload").addObject().put("contentString", text);
    return changed.toString();
  }

  private static Map<String, Object> sealed(Map<String, Object> resource) {
    Map<String, Object> sealed = new HashMap<>(resource);
    sealed.put("meta", Map.of("security", List.of(SEAL)));
    return sealed;
  }

  private static Map<String, Object> resource(String type, String resident) {
    Map<String, Object> resource = new HashMap<>(Map.of("resourceType", type));
    resource.put("subject", Map.of("reference", "Patient/" + resident));
    return resource;
  }

  private static Map<String, Object> flag(String resident) {
    Map<String, Object> flag = resource("Flag", resident);
    flag.put("status", "active");
    flag.put(
        "category",
        List.of(Map.of("coding", List.of(code("/CodeSystem/flag-category", "warning")))));
    flag.put(
        "code",
        Map.of("coding", List.of(code("/CodeSystem/support-reason", "suction")), "text", "SEALED"));
    return flag;
  }

  private static Map<String, Object> careLevel(String resident) {
    Map<String, Object> level = resource("Observation", resident);
    level.put("status", "final");
    level.put("code", Map.of("coding", List.of(code("/CodeSystem/observation", "care-level"))));
    level.put("effectivePeriod", Map.of("start", "2026-01-20"));
    level.put(
        "valueCodeableConcept", Map.of("coding", List.of(code("/CodeSystem/care-level", "25"))));
    return level;
  }

  private static Map<String, Object> condition(String resident) {
    Map<String, Object> condition = resource("Condition", resident);
    condition.put("code", Map.of("text", "SEALED"));
    return condition;
  }

  private static Map<String, Object> communication(String resident) {
    Map<String, Object> note = resource("Communication", resident);
    note.put("status", "completed");
    note.put("meta", Map.of("profile", List.of(BASE + "/StructureDefinition/note")));
    note.put("sent", "2026-04-01T09:00:00+09:00");
    note.put("sender", Map.of("reference", "PractitionerRole/sato"));
    note.put(
        "category",
        List.of(Map.of("coding", List.of(code("/CodeSystem/communication-category", "note")))));
    note.put("payload", List.of(Map.of("contentString", "SEALED")));
    return note;
  }

  private static Map<String, Object> code(String system, String code) {
    return Map.of("system", BASE + system, "code", code);
  }
}
