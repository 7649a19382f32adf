package jp.tsunagi.fhirgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations of the FHIR door, as an integrator meets them; and that they tell kobayashi
 * nothing.
 */
@IntegrationTest
class OperationsIT {
  private static final String HANA = "r-00001";

  private static final String BASE = "https://tsunagi.example/fhir";

  @ArquillianResource private Tsunagi tsunagi;

  private String aSharedResident(String given) {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("操作", given);
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    return resident;
  }

  private void observe(String resident, int count) {
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(
          Map.of(
              "resource", Registrar.observation(resident, "脈拍" + i),
              "request", Map.of("method", "POST", "url", "Observation")));
    }
    tsunagi
        .as("inoue")
        .post("/fhir", Map.of("resourceType", "Bundle", "type", "transaction", "entry", entries))
        .mustBe(200);
  }

  private static List<JsonNode> resources(JsonNode bundle) {
    return StreamSupport.stream(bundle.path("entry").spliterator(), false)
        .map(entry -> entry.path("resource"))
        .toList();
  }

  private static Set<String> types(JsonNode bundle) {
    Set<String> types = new TreeSet<>();
    resources(bundle).forEach(resource -> types.add(resource.path("resourceType").asText()));
    return types;
  }

  private static String link(JsonNode bundle, String relation) {
    for (JsonNode link : bundle.path("link")) {
      if (link.path("relation").asText().equals(relation)) {
        return link.path("url").asText().replaceFirst("^https?://[^/]+", "");
      }
    }
    return "";
  }

  @Test
  void everything_about_a_resident_comes_in_one_answer() {
    String resident = aSharedResident("一");
    observe(resident, 100);

    JsonNode all =
        tsunagi.as("suzuki").get("/fhir/Patient/" + resident + "/$everything").mustBe(200).json();

    assertEquals("searchset", all.path("type").asText());
    assertEquals("Patient", resources(all).get(0).path("resourceType").asText());
    assertEquals(
        Set.of("CareTeam", "Consent", "Observation", "Organization", "Patient"), types(all));
    assertEquals(
        100,
        resources(all).stream()
            .filter(one -> one.path("resourceType").asText().equals("Observation"))
            .count());
  }

  @Test
  void everything_comes_page_by_page_and_by_type_span_and_format() {
    String resident = aSharedResident("二");
    observe(resident, 12);
    Caller suzuki = tsunagi.as("suzuki");
    String door = "/fhir/Patient/" + resident + "/$everything";

    List<String> seen = new ArrayList<>();
    String next = door + "?_type=Observation,Patient&_count=5";
    while (!next.isEmpty()) {
      JsonNode page = suzuki.get(next).mustBe(200).json();
      for (JsonNode entry : page.path("entry")) {
        if (entry.path("search").path("mode").asText().equals("match")) {
          seen.add(entry.path("resource").path("id").asText());
        }
      }
      next = link(page, "next");
    }

    assertEquals(13, seen.size());
    assertEquals(13, Set.copyOf(seen).size());
    assertEquals(
        Set.of("Observation", "Patient"),
        types(suzuki.get(door + "?_type=Observation,Patient").mustBe(200).json()));
    assertEquals(
        0,
        suzuki.get(door + "?_since=2100-01-01T00:00:00Z").mustBe(200).json().path("entry").size());
    assertTrue(
        suzuki.get(door + "?_format=xml&_type=Patient").mustBe(200).body().contains("<Bundle"));
    suzuki.get(door + "?_count=0").mustBe(400);
    suzuki.get(door + "?_cursor=x").mustBe(400);
    suzuki.get(door + "?_since=gestern").mustBe(400);
  }

  @Test
  void everything_costs_a_few_statements_whatever_its_size() {
    String small = aSharedResident("三");
    String large = aSharedResident("四");
    observe(large, 100);
    Caller suzuki = tsunagi.as("suzuki");

    long few = statements(suzuki, small);
    long many = statements(suzuki, large);

    assertTrue(many <= 14, many + " statements for 100 resources, " + few + " for three");
    assertTrue(many - few <= 2, many + " statements for 100 resources, " + few + " for three");
  }

  /** Selects for each call, of many, so that the background's own hardly count. */
  private long statements(Caller caller, String resident) {
    String door = "/fhir/Patient/" + resident + "/$everything";
    caller.get(door).mustBe(200);
    long before = selects();
    long began = System.nanoTime();
    for (int i = 0; i < 40; i++) {
      caller.get(door).mustBe(200);
    }
    System.out.println(
        "$everything: " + (System.nanoTime() - began) / 40_000_000.0 + " ms by one client");
    return (selects() - before) / 40;
  }

  private long selects() {
    return Long.parseLong(
        String.valueOf(
            tsunagi.database().query("SHOW GLOBAL STATUS LIKE 'Com_select'").get(0).get("Value")));
  }

  @Test
  void everything_of_all_residents_is_what_the_caller_sees() {
    String resident = aSharedResident("五");

    JsonNode first =
        tsunagi.as("suzuki").get("/fhir/Patient/$everything?_count=20").mustBe(200).json();
    JsonNode none = tsunagi.as("kobayashi").get("/fhir/Patient/$everything").mustBe(200).json();

    assertFalse(link(first, "next").isEmpty());
    assertEquals(0, none.path("entry").size());
    assertTrue(resident.length() > 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$everything", "$summary", "$crew-card", "$meta"})
  void kobayashi_learns_nothing(String operation) {
    String resident = aSharedResident("六");
    Caller kobayashi = tsunagi.as("kobayashi");

    Answer unseen = kobayashi.get("/fhir/Patient/" + resident + "/" + operation);
    Answer unknown = kobayashi.get("/fhir/Patient/nobody-has-this/" + operation);

    unseen.mustBeProblem(404, "not-found");
    unknown.mustBeProblem(404, "not-found");
    assertEquals(
        unknown.json().path("issue"), unseen.json().path("issue"), "the answers are the same");
    kobayashi.get("/fhir/Patient/" + "x".repeat(80) + "/" + operation).mustBe(404);
  }

  @Test
  void after_a_withdrawal_everything_is_what_ones_own_wrote() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("操作", "七");
    registrar.aTeam(resident, "Organization/midori", "Organization/kinu-hospital");
    String consent = registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("suzuki").post("/fhir/Observation", Registrar.observation(resident, "体温"));
    tsunagi.as("yamada").post("/fhir/Observation", Registrar.observation(resident, "血圧"));

    registrar.withdraw(consent, resident, "notebook-sharing");

    JsonNode left =
        tsunagi.as("suzuki").get("/fhir/Patient/" + resident + "/$everything").mustBe(200).json();
    assertTrue(left.toString().contains("体温") && left.toString().contains("REDACTED"));
    assertFalse(left.toString().contains("血圧"));
    assertFalse(left.toString().contains("0297-00-0001"));
  }

  @Test
  void labels_are_added_and_deleted_as_versions() {
    String resident = aSharedResident("八");
    Caller inoue = tsunagi.as("inoue");
    String door = "/fhir/Patient/" + resident;
    String code = UUID.randomUUID().toString();
    Map<String, Object> label =
        Map.of(
            "resourceType",
            "Parameters",
            "parameter",
            List.of(
                Map.of(
                    "name",
                    "meta",
                    "valueMeta",
                    Map.of("tag", List.of(Map.of("system", "urn:test", "code", code))))));

    JsonNode added = inoue.post(door + "/$meta-add", label).mustBe(200).json();
    inoue.post(door + "/$meta-add", label).mustBe(200);
    JsonNode read = inoue.get(door + "/$meta").mustBe(200).json();
    JsonNode inUse = inoue.get("/fhir/Patient/$meta").mustBe(200).json();
    JsonNode everywhere = inoue.get("/fhir/$meta").mustBe(200).json();
    JsonNode deleted = inoue.post(door + "/$meta-delete", label).mustBe(200).json();

    assertEquals(code, added.at("/parameter/0/valueMeta/tag/0/code").asText());
    assertEquals("2", read.at("/parameter/0/valueMeta/versionId").asText());
    assertTrue(inUse.toString().contains(code));
    assertTrue(everywhere.toString().contains(code));
    assertFalse(deleted.toString().contains(code));
    assertTrue(
        inoue.get(door + "/_history/2/$meta").mustBe(200).body().contains(code),
        "what it was labelled with stays to be seen");
    inoue.post(door + "/_history/1/$meta-add", label).mustBeProblem(405, "append-only");
    tsunagi.as("kato").post(door + "/$meta-add", label).mustBe(404);
    tsunagi.as("kobayashi").post(door + "/$meta-add", label).mustBe(404);
    assertEquals(
        0,
        tsunagi
            .as("kobayashi")
            .get("/fhir/Patient/$meta")
            .mustBe(200)
            .json()
            .at("/parameter/0/valueMeta/tag")
            .size());
  }

  @Test
  void the_crew_card_has_what_the_one_of_the_application_has() {
    JsonNode card =
        tsunagi.as("suzuki").get("/fhir/Patient/" + HANA + "/$crew-card").mustBe(200).json();
    JsonNode shown =
        tsunagi.as("suzuki").get("/api/residents/" + HANA + "/crew-card").mustBe(200).json();

    assertEquals("collection", card.path("type").asText());
    assertEquals("Patient", card.at("/entry/0/resource/resourceType").asText());
    assertEquals(shown.path("ground").path("code").asText(), card.at("/meta/tag/0/code").asText());
    assertEquals(shown.path("conditions").size(), count(card, "Condition"));
    assertEquals(shown.path("contacts").size(), count(card, "RelatedPerson"));
    assertEquals(shown.path("allergies").size(), count(card, "AllergyIntolerance"));
    assertEquals(shown.path("medications").size(), count(card, "MedicationStatement"));
    assertEquals(shown.path("devices").size(), count(card, "Device"));
    tsunagi.as("matsumoto").get("/fhir/Patient/" + HANA + "/$crew-card").mustBe(403);
  }

  private static long count(JsonNode bundle, String type) {
    return resources(bundle).stream()
        .filter(one -> one.path("resourceType").asText().equals(type))
        .count();
  }

  @Test
  void the_summary_is_a_document_with_the_sections_the_ips_requires() {
    String resident = aSharedResident("九");

    JsonNode document =
        tsunagi.as("suzuki").get("/fhir/Patient/" + HANA + "/$summary").mustBe(200).json();
    JsonNode bare =
        tsunagi.as("suzuki").get("/fhir/Patient/" + resident + "/$summary").mustBe(200).json();
    JsonNode withheld =
        tsunagi.as("matsumoto").get("/fhir/Patient/" + resident + "/$summary").mustBe(200).json();

    assertEquals("document", document.path("type").asText());
    JsonNode composition = document.at("/entry/0/resource");
    assertEquals("Composition", composition.path("resourceType").asText());
    assertEquals("60591-5", composition.at("/type/coding/0/code").asText());
    assertEquals(List.of("11450-4", "48765-2", "10160-0"), sections(composition).subList(0, 3));
    assertTrue(composition.at("/section/0/text/div").asText().contains("xmlns"));
    assertEquals(
        "unavailable", bare.at("/entry/0/resource/section/1/emptyReason/coding/0/code").asText());
    assertEquals(
        "withheld", withheld.at("/entry/0/resource/section/1/emptyReason/coding/0/code").asText());
    assertFalse(withheld.toString().contains("長男"));
    everyReferenceLeadsSomewhere(document);
  }

  private static List<String> sections(JsonNode composition) {
    List<String> codes = new ArrayList<>();
    composition
        .path("section")
        .forEach(section -> codes.add(section.at("/code/coding/0/code").asText()));
    return codes;
  }

  private static void everyReferenceLeadsSomewhere(JsonNode document) {
    Set<String> there = new TreeSet<>();
    document
        .path("entry")
        .forEach(
            entry ->
                there.add(
                    entry.at("/resource/resourceType").asText()
                        + "/"
                        + entry.at("/resource/id").asText()));
    JsonNode composition = document.at("/entry/0/resource");
    composition
        .findValuesAsText("reference")
        .forEach(
            reference -> assertTrue(there.contains(reference), reference + " is not in " + there));
  }

  private Map<String, Object> message(String event, String device) {
    return Map.of(
        "resourceType",
        "Bundle",
        "type",
        "message",
        "timestamp",
        "2026-04-01T09:12:04.000+09:00",
        "entry",
        List.of(
            Map.of(
                "fullUrl",
                "urn:uuid:7b9c1c0a-0000-4000-8000-000000000001",
                "resource",
                Map.of(
                    "resourceType",
                    "MessageHeader",
                    "id",
                    "header-1",
                    "eventCoding",
                    Map.of(
                        "system",
                        BASE + "/CodeSystem/communication-category",
                        "code",
                        "emergency-call"),
                    "source",
                    Map.of("endpoint", "https://centre.example/fhir"),
                    "focus",
                    List.of(Map.of("reference", "urn:uuid:7b9c1c0a-0000-4000-8000-000000000002")))),
            Map.of(
                "fullUrl",
                "urn:uuid:7b9c1c0a-0000-4000-8000-000000000002",
                "resource",
                Map.of(
                    "resourceType",
                    "Communication",
                    "status",
                    "completed",
                    "identifier",
                    List.of(
                        Map.of(
                            "system", BASE + "/emergency-event", "value", "joso-centre/" + event)),
                    "category",
                    List.of(
                        Map.of(
                            "coding",
                            List.of(
                                Map.of(
                                    "system",
                                    BASE + "/CodeSystem/communication-category",
                                    "code",
                                    "emergency-call")))),
                    "reasonCode",
                    List.of(
                        Map.of(
                            "coding",
                            List.of(
                                Map.of(
                                    "system",
                                    BASE + "/CodeSystem/emergency-kind",
                                    "code",
                                    "test")))),
                    "sender",
                    Map.of(
                        "identifier",
                        Map.of("system", BASE + "/emergency-device", "value", device)),
                    "sent",
                    "2026-04-01T09:12:03.123+09:00"))));
  }

  @Test
  void a_message_does_what_the_event_of_the_application_does() {
    Caller centre = tsunagi.asClient("emergency-centre");
    String event = UUID.randomUUID().toString();

    JsonNode answer =
        centre.post("/fhir/$process-message", message(event, "JS-0001")).mustBe(200).json();
    centre.post("/fhir/$process-message", message(event, "JS-0001")).mustBe(200);
    Answer same =
        centre.post(
            "/api/emergency-events",
            Map.of(
                "eventId", event,
                "centre", "joso-centre",
                "deviceId", "JS-0001",
                "kind", "test",
                "occurredAt", "2026-04-01T09:12:03.123+09:00"));

    assertEquals("message", answer.path("type").asText());
    assertEquals("ok", answer.at("/entry/0/resource/response/code").asText());
    assertEquals("header-1", answer.at("/entry/0/resource/response/identifier").asText());
    same.mustBe(200);
    centre.post("/fhir/$process-message", message(event, "JS-0002")).mustBe(409);
    centre.post("/fhir/$process-message", message("", "JS-0001")).mustBe(422);
    tsunagi.as("kobayashi").post("/fhir/$process-message", message(event, "JS-0001")).mustBe(403);
  }
}
