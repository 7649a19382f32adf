package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The FHIR door over HTTP: what an integrator's client meets. */
@IntegrationTest
class FhirIT {
  private static final String TEST_NUMBERS = "urn:oid:2.999.10.1";

  @ArquillianResource private Tsunagi tsunagi;

  private Caller inoue() {
    return tsunagi.as("inoue");
  }

  private static Map<String, Object> patient(String number, String family, String given) {
    return Map.of(
        "resourceType", "Patient",
        "identifier", List.of(Map.of("system", TEST_NUMBERS, "value", number)),
        "name", List.of(Map.of("family", family, "given", List.of(given))),
        "gender", "female",
        "birthDate", "1940-02-29");
  }

  private static String number() {
    return UUID.randomUUID().toString();
  }

  private static List<String> ids(JsonNode bundle) {
    List<String> ids = new ArrayList<>();
    bundle.path("entry").forEach(entry -> ids.add(entry.path("resource").path("id").asText()));
    return ids;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode created(Object resource) {
    return inoue().post("/fhir/Patient", resource).mustBe(201).json();
  }

  @Test
  void says_what_it_can_do_to_anybody() {
    JsonNode capability = tsunagi.anonymous().get("/fhir/metadata").mustBe(200).json();

    assertEquals("CapabilityStatement", capability.path("resourceType").asText());
    assertEquals("4.0.1", capability.path("fhirVersion").asText());
  }

  @Test
  void creates_reads_and_versions_a_resource() {
    Answer first = inoue().post("/fhir/Patient", patient(number(), "Silva", "Maria"));
    String id = first.mustBe(201).json().path("id").asText();
    ObjectNode changed = (ObjectNode) first.json();
    changed.put("birthDate", "1940-03-01");

    Answer second = inoue().put("/fhir/Patient/" + id, changed).mustBe(200);

    assertEquals("W/\"1\"", first.header("ETag"));
    assertEquals("W/\"2\"", second.header("ETag"));
    assertEquals(
        "1940-02-29",
        inoue()
            .get("/fhir/Patient/" + id + "/_history/1")
            .mustBe(200)
            .json()
            .path("birthDate")
            .asText());
    assertEquals(
        2,
        inoue().get("/fhir/Patient/" + id + "/_history").mustBe(200).json().path("entry").size());
  }

  @Test
  void keeps_the_version_when_an_update_changes_nothing() {
    JsonNode created = created(patient(number(), "Silva", "Ana"));

    Answer again = inoue().put("/fhir/Patient/" + created.path("id").asText(), created).mustBe(200);

    assertEquals("W/\"1\"", again.header("ETag"));
  }

  @Test
  void refuses_a_stale_if_match_with_412() {
    ObjectNode created = (ObjectNode) created(patient(number(), "Silva", "Rosa"));
    String path = "/fhir/Patient/" + created.path("id").asText();
    created.put("birthDate", "1941-01-01");
    inoue().with("If-Match", "W/\"1\"").put(path, created).mustBe(200);
    created.put("birthDate", "1942-01-01");

    Answer stale = inoue().with("If-Match", "W/\"1\"").put(path, created).mustBe(412);

    assertEquals("version-conflict", stale.json().at("/issue/0/details/coding/0/code").asText());
  }

  @Test
  void creates_once_under_a_condition() {
    String number = number();
    Caller conditional = inoue().with("If-None-Exist", "identifier=" + TEST_NUMBERS + "|" + number);

    String first =
        conditional
            .post("/fhir/Patient", patient(number, "Silva", "Eva"))
            .mustBe(201)
            .json()
            .path("id")
            .asText();
    String again =
        conditional
            .post("/fhir/Patient", patient(number, "Silva", "Eva"))
            .mustBe(200)
            .json()
            .path("id")
            .asText();

    assertEquals(first, again);
  }

  @Test
  void answers_gone_after_a_delete() {
    String path = "/fhir/Patient/" + created(patient(number(), "Silva", "Lia")).path("id").asText();

    inoue().delete(path);

    inoue().get(path).mustBe(410);
    tsunagi.as("kobayashi").get(path).mustBe(404);
  }

  @Test
  void patches_by_json_patch() {
    String path =
        "/fhir/Patient/" + created(patient(number(), "Silva", "Nina")).path("id").asText();

    inoue()
        .with("Content-Type", "application/json-patch+json")
        .patch(path, "[{\"op\":\"replace\",\"path\":\"/birthDate\",\"value\":\"1939-05-05\"}]")
        .mustBe(200);

    assertEquals("1939-05-05", inoue().get(path).mustBe(200).json().path("birthDate").asText());
  }

  @Test
  void carries_out_a_transaction_or_nothing_of_it() {
    String number = number();
    String patient = "urn:uuid:" + UUID.randomUUID();
    Map<String, Object> person =
        Map.of(
            "fullUrl",
            patient,
            "resource",
            patient(number, "Silva", "Olga"),
            "request",
            Map.of("method", "POST", "url", "Patient"));
    Map<String, Object> condition =
        Map.of(
            "fullUrl", "urn:uuid:" + UUID.randomUUID(),
            "resource",
                Map.of(
                    "resourceType", "Condition",
                    "subject", Map.of("reference", patient),
                    "code", Map.of("text", "高血圧症")),
            "request", Map.of("method", "POST", "url", "Condition"));
    Map<String, Object> broken =
        Map.of(
            "resource",
                Map.of(
                    "resourceType", "Condition",
                    "subject", Map.of("reference", "Patient/nobody-" + number),
                    "code", Map.of("text", "不明")),
            "request", Map.of("method", "POST", "url", "Condition"));

    inoue()
        .post(
            "/fhir",
            Map.of(
                "resourceType",
                "Bundle",
                "type",
                "transaction",
                "entry",
                List.of(person, condition, broken)))
        .mustBe(422);
    List<String> afterFailure =
        ids(
            inoue()
                .get("/fhir/Patient?identifier=" + encoded(TEST_NUMBERS + "|" + number))
                .mustBe(200)
                .json());
    JsonNode done =
        inoue()
            .post(
                "/fhir",
                Map.of(
                    "resourceType",
                    "Bundle",
                    "type",
                    "transaction",
                    "entry",
                    List.of(person, condition)))
            .mustBe(200)
            .json();

    assertEquals(List.of(), afterFailure);
    assertEquals("201 Created", done.at("/entry/0/response/status").asText());
    String id =
        ids(inoue().get("/fhir/Patient?identifier=" + encoded(TEST_NUMBERS + "|" + number)).json())
            .get(0);
    assertEquals(
        1,
        inoue()
            .get("/fhir/Condition?patient=Patient/" + id)
            .mustBe(200)
            .json()
            .path("entry")
            .size());
    assertEquals(
        1,
        inoue().get("/fhir/Patient/" + id + "/Condition").mustBe(200).json().path("entry").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"たなか", "ﾀﾅｶ", "タナカ", "田中", "田中 ハナ", "田中ハナ"})
  void finds_a_japanese_name_in_any_spelling(String spelling) {
    JsonNode found =
        tsunagi.as("sato").get("/fhir/Patient?name=" + encoded(spelling)).mustBe(200).json();

    assertEquals(1, found.path("entry").size());
  }

  @Test
  void speaks_xml() {
    Answer answer =
        tsunagi
            .as("sato")
            .with("Accept", "application/fhir+xml")
            .get("/fhir/Patient?name=" + encoded("田中"))
            .mustBe(200);

    assertTrue(answer.header("Content-Type").startsWith("application/fhir+xml"));
    assertTrue(answer.body().contains("<Patient"));
  }

  @Test
  void pages_without_repeating_or_losing_anybody() {
    List<String> all = new ArrayList<>();
    String path = "/fhir/Organization?_count=3";
    while (path != null) {
      JsonNode page = tsunagi.as("sato").get(path).mustBe(200).json();
      all.addAll(ids(page));
      path = null;
      for (JsonNode link : page.path("link")) {
        if (link.path("relation").asText().equals("next")) {
          path = link.path("url").asText().replaceFirst("^https?://[^/]+", "");
        }
      }
    }

    assertTrue(all.size() > 6);
    assertEquals(all.size(), all.stream().distinct().count());
  }

  @Test
  void shows_nothing_of_anybody_to_kobayashi() {
    String hana = ids(tsunagi.as("sato").get("/fhir/Patient?name=" + encoded("田中")).json()).get(0);
    Caller kobayashi = tsunagi.as("kobayashi");

    for (String type :
        List.of(
            "Patient",
            "Observation",
            "Condition",
            "CarePlan",
            "Communication",
            "Device",
            "Consent",
            "CareTeam",
            "Flag",
            "RelatedPerson",
            "MedicationStatement",
            "AllergyIntolerance",
            "Task")) {
      assertEquals(
          0,
          kobayashi
              .get("/fhir/" + type + "?_total=accurate")
              .mustBe(200)
              .json()
              .path("entry")
              .size(),
          type);
    }
    kobayashi.get("/fhir/Patient/" + hana).mustBe(404);
    kobayashi.get("/fhir/Patient/" + hana + "/_history").mustBe(404);
    kobayashi.get("/fhir/Patient/" + hana + "/_history/1").mustBe(404);
    assertEquals(
        0,
        kobayashi
            .get("/fhir/Patient/" + hana + "/Observation")
            .mustBe(200)
            .json()
            .path("entry")
            .size());
    kobayashi
        .post(
            "/fhir/Observation",
            Map.of(
                "resourceType",
                "Observation",
                "status",
                "final",
                "code",
                Map.of("text", "体温"),
                "subject",
                Map.of("reference", "Patient/" + hana)))
        .mustBe(422);
  }

  @Test
  void tells_an_unknown_parameter_strictly_or_leniently() {
    Caller sato = tsunagi.as("sato");

    JsonNode lenient = sato.get("/fhir/Patient?shoe-size=23").mustBe(200).json();
    sato.with("Prefer", "handling=strict").get("/fhir/Patient?shoe-size=23").mustBe(400);

    assertTrue(lenient.toString().contains("shoe-size"));
  }

  @Test
  void tells_what_changed_in_the_whole_record_to_those_who_see_it() {
    String resident = created(patient(number(), "Souza", "Rui")).path("id").asText();

    JsonNode newest = inoue().get("/fhir/_history?_count=5").mustBe(200).json();

    assertEquals("history", newest.path("type").asText());
    assertTrue(ids(newest).contains(resident), newest.toString());
    JsonNode of = tsunagi.as("kobayashi").get("/fhir/_history?_count=1000").mustBe(200).json();
    of.path("entry")
        .forEach(entry -> assertFalse(entry.path("fullUrl").asText().contains("/Patient/")));
  }

  @Test
  void the_trail_names_the_resident_who_comes_with_a_write() {
    String alone = created(patient(number(), "Souza", "Ana")).path("id").asText();
    String named = "trail-" + number();
    Map<String, Object> patient = new HashMap<>(patient(number(), "Souza", "Eva"));
    patient.put("id", named);
    inoue().put("/fhir/Patient/" + named, patient).mustBe(201);

    for (String resident : List.of(alone, named)) {
      JsonNode rows = tsunagi.as("kimura").get("/api/audit?residentId=" + resident).json();
      assertEquals("inoue", rows.at("/items/0/actor/user").asText(), rows.toString());
    }
  }

  @Test
  void lets_auditors_read_the_trail_and_nobody_write_it() {
    tsunagi.as("sato").get("/fhir/Patient?name=" + encoded("田中")).mustBe(200);

    JsonNode trail =
        tsunagi.as("kimura").get("/fhir/AuditEvent?agent=sato&_count=5").mustBe(200).json();

    assertEquals(5, trail.path("entry").size());
    assertFalse(trail.at("/entry/0/resource/purposeOfEvent/0/coding/0/code").asText().isEmpty());
    tsunagi.as("sato").get("/fhir/AuditEvent").mustBe(403);
    String event = ids(trail).get(0);
    inoue().delete("/fhir/AuditEvent/" + event).mustBe(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"resourceType\":\"Patient\",\"nonsense\":1}",
        "{\"resourceType\":\"Patient\",\"birthDate\":\"yesterday\"}",
        "{\"resourceType\":\"Observation\"}",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Patient xmlns=\"http://hl7.org/fhir\"/>"
      })
  void refuses_unreadable_content_with_an_operation_outcome(String body) {
    Answer answer = inoue().post("/fhir/Patient", body);

    assertTrue(answer.status() == 400 || answer.status() == 422, answer.toString());
    assertEquals("OperationOutcome", answer.json().path("resourceType").asText());
  }

  @Test
  void answers_401_without_a_token_in_its_own_format() {
    Answer answer = tsunagi.anonymous().get("/fhir/Patient").mustBe(401);

    assertEquals("OperationOutcome", answer.json().path("resourceType").asText());
  }
}
