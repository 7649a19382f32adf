package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * An attacker with the password of somebody who may not see 田中ハナ tries every type and every
 * technique, and finds no difference between her and somebody who does not exist.
 */
@IntegrationTest
class LeakProbeIT {
  private static final String NOBODY = "019a0000-0000-7000-8000-000000000000";

  /** What differs between any two answers, whomever they are about. */
  private static final Set<String> ALWAYS_DIFFERENT =
      Set.of("date", "last-modified", "content-length", "x-request-id", "connection");

  @ArquillianResource Tsunagi tsunagi;

  /** One request that would tell something about the ids, names and numbers put into it. */
  private record Probe(String name, Function<Target, Answer> request) {}

  /** Whom a probe is about: a real resident and her records, or nobody and none. */
  private record Target(String resident, String family, String given, Map<String, String> ids) {
    String id(String type) {
      return type.equals("Patient") ? resident : ids.getOrDefault(type, NOBODY);
    }

    String erased(String text) {
      String erased = text;
      // The longest first: one id may be part of another.
      for (String id :
          ids.values().stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
        erased = erased.replace(id, "RECORD");
      }
      erased = erased.replace(resident, "RESIDENT");
      for (String name : List.of(family, given)) {
        // Only where it is the question's echo: offices have such syllables in their names too.
        erased = erased.replace("=" + name, "=NAME").replace(encoded(name), "NAME");
      }
      return erased.replace(NOBODY, "RECORD");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Target hana() {
    return resident("田中", "ハナ");
  }

  private Target resident(String family, String given) {
    JsonNode found =
        tsunagi
            .as("inoue")
            .get("/api/residents?query=" + encoded(family + given))
            .mustBe(200)
            .json();
    String resident = found.path("items").get(0).path("id").asText();
    return new Target(resident, family, given, recordsOf(resident));
  }

  private static Target nobody() {
    return new Target("019a0000-0000-7000-8000-00000000000f", "野原", "イヌ", Map.of());
  }

  /** One record of each type there is about her. */
  private Map<String, String> recordsOf(String resident) {
    Map<String, String> ids = new LinkedHashMap<>();
    tsunagi
        .database()
        .query(
            "SELECT t.name AS type, MIN(r.fhir_id) AS id FROM compartment c"
                + " JOIN resource r ON r.sid=c.sid JOIN resource_type t ON t.type_id=r.type_id"
                + " JOIN resource p ON p.sid=c.resident_sid WHERE p.fhir_id=? GROUP BY t.name",
            resident)
        .forEach(row -> ids.put(String.valueOf(row.get("type")), String.valueOf(row.get("id"))));
    ids.remove("Patient");
    assertTrue(ids.size() > 8, ids::toString);
    return ids;
  }

  @Test
  void kobayashi_learns_nothing_about_hana_by_any_type_and_technique() {
    List<Probe> probes = new ArrayList<>();
    Caller kobayashi = tsunagi.as("kobayashi");
    for (String type : new TreeSet<>(FhirContext.forR4Cached().getResourceTypes())) {
      probes.addAll(ofType(kobayashi, type));
    }
    probes.addAll(acrossTypes(kobayashi));
    probes.addAll(byApi(kobayashi));

    assertEquals(Map.of(), differences(probes));
  }

  @Test
  void nor_does_anybody_else_who_may_not_see_her() {
    Target hana = hana();
    List<String> types = Stream.concat(hana.ids().keySet().stream(), Stream.of("Patient")).toList();
    Map<String, String> differences = new TreeMap<>();
    for (String user : List.of("mori", "yoshida", "kimura", "admin")) {
      Caller caller = tsunagi.as(user);
      List<Probe> probes = new ArrayList<>();
      types.forEach(type -> probes.addAll(ofType(caller, type)));
      probes.addAll(byApi(caller));
      differences(probes).forEach((probe, told) -> differences.put(user + ": " + probe, told));
    }

    assertEquals(Map.of(), differences);
  }

  /** Who sees one record because it is her own, or her mother's, learns nothing of anybody else. */
  @Test
  void a_resident_and_her_family_learn_nothing_about_others() {
    Target tome = resident("石塚", "トメ");
    List<String> types =
        Stream.concat(tome.ids().keySet().stream(), Stream.of("Patient", "Group")).toList();
    Map<String, String> differences = new TreeMap<>();
    for (String user : List.of("hana", "yukiko")) {
      Caller caller = tsunagi.as(user);
      List<Probe> probes = new ArrayList<>();
      types.forEach(type -> probes.addAll(ofType(caller, type)));
      probes.addAll(acrossTypes(caller));
      probes.addAll(byApi(caller));
      differences(probes, tome)
          .forEach((probe, told) -> differences.put(user + ": " + probe, told));
    }

    assertEquals(Map.of(), differences);
  }

  /** Probes that told hana from nobody, and how. */
  private Map<String, String> differences(List<Probe> probes) {
    return differences(probes, hana());
  }

  private static Map<String, String> differences(List<Probe> probes, Target hana) {
    Target nobody = nobody();
    Map<String, String> differences = new TreeMap<>();
    probes.parallelStream()
        .forEach(
            probe -> {
              String real = told(probe.request().apply(hana), hana);
              String none = told(probe.request().apply(nobody), nobody);
              if (!real.equals(none)) {
                synchronized (differences) {
                  int at = firstDifference(real, none);
                  differences.put(
                      probe.name(),
                      "\n  hana: " + around(real, at) + "\n  none: " + around(none, at) + "\n");
                }
              }
            });
    return differences;
  }

  private static int firstDifference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String around(String text, int place) {
    return text.substring(0, 3)
        + " … "
        + text.substring(Math.max(0, place - 100), Math.min(text.length(), place + 300));
  }

  private static String told(Answer answer, Target target) {
    String headers =
        answer.headers().map().entrySet().stream()
            .filter(header -> !ALWAYS_DIFFERENT.contains(header.getKey()))
            .map(header -> header.getKey() + "=" + header.getValue())
            .sorted()
            .collect(Collectors.joining(" "));
    return answer.status()
        + " "
        + target.erased(headers).replaceAll("/fhir/Bundle/[0-9a-f-]{36}", "")
        + " "
        + target
            .erased(answer.body())
            .replaceAll("\"lastUpdated\":\\s*\"[^\"]*\"", "")
            .replaceAll("(_cursor|cursor|_page|page)=[^\"&]*", "")
            .replaceAll("\"(date|asOf)\":\\s*\"[^\"]*\"", "")
            .replaceAll("\"(reference|requestId|instance)\":\\s*\"[^\"]*\"", "")
            .replaceAll("\"id\":\\s*\"[0-9a-f-]{36}\"", "")
            .replaceAll("urn:uuid:[0-9a-f-]{36}", "");
  }

  private static Probe get(String name, Caller caller, Function<Target, String> path) {
    return new Probe(name, target -> caller.get(path.apply(target)));
  }

  private static List<Probe> ofType(Caller caller, String type) {
    List<Probe> probes = new ArrayList<>();
    String at = "/fhir/" + type;
    for (String tail :
        List.of("", "/_history", "/_history/1", "/_history/2", "/$everything", "/$crew-card")) {
      probes.add(get("GET " + type + "/id" + tail, caller, t -> at + "/" + t.id(type) + tail));
    }
    for (String query :
        List.of(
            "_id=%id",
            "_id=%id&_total=accurate",
            "_id=%id&_summary=count",
            "_id=%id&_include=*",
            "_id=%id&_include=" + type + ":patient&_include=" + type + ":subject",
            "_id=%id&_revinclude=Provenance:target&_revinclude=Observation:patient",
            "_id=%id&_elements=id",
            "patient=Patient/%resident&_total=accurate",
            "patient=%resident",
            "subject=Patient/%resident&_total=accurate",
            "patient.name=%family",
            "subject:Patient.name=%family&_total=accurate",
            "patient.identifier=JS-0001",
            "_sort=-_lastUpdated&_count=5&_total=accurate&patient=%resident",
            "_has:Provenance:target:_id=%id",
            "_tag=%id",
            "_content=%family")) {
      probes.add(get("GET " + type + "?" + query, caller, t -> at + "?" + filled(query, type, t)));
    }
    probes.add(
        get(
            "GET Patient/id/" + type,
            caller,
            t -> "/fhir/Patient/" + t.resident() + "/" + type + "?_total=accurate"));
    probes.addAll(writesOf(caller, type));
    return probes;
  }

  private static String filled(String query, String type, Target target) {
    return query
        .replace("%id", target.id(type))
        .replace("%resident", target.resident())
        .replace("%family", encoded(target.family()))
        .replace("%given", encoded(target.given()));
  }

  private static Map<String, Object> body(String type, Target target, boolean withId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("resourceType", type);
    if (withId) {
      body.put("id", target.id(type));
    }
    if (type.equals("Observation")) {
      body.putAll(Registrar.observation(target.resident(), "x"));
    }
    return body;
  }

  private static List<Probe> writesOf(Caller caller, String type) {
    String at = "/fhir/" + type;
    Caller jsonPatch = caller.with("Content-Type", "application/json-patch+json");
    String nothing = "[{\"op\":\"test\",\"path\":\"/resourceType\",\"value\":\"" + type + "\"}]";
    return List.of(
        new Probe(
            "PUT " + type + "/id", t -> caller.put(at + "/" + t.id(type), body(type, t, true))),
        new Probe(
            "PUT " + type + "/id If-Match",
            t ->
                caller.with("If-Match", "W/\"1\"").put(at + "/" + t.id(type), body(type, t, true))),
        new Probe(
            "PUT " + type + "?_id",
            t -> caller.put(at + "?_id=" + t.id(type), body(type, t, false))),
        new Probe(
            "POST " + type + " If-None-Exist",
            t -> caller.with("If-None-Exist", "_id=" + t.id(type)).post(at, body(type, t, false))),
        new Probe("PATCH " + type + "/id", t -> jsonPatch.patch(at + "/" + t.id(type), nothing)),
        new Probe(
            "PATCH " + type + "?_id", t -> jsonPatch.patch(at + "?_id=" + t.id(type), nothing)),
        new Probe("DELETE " + type + "/id", t -> caller.delete(at + "/" + t.id(type))),
        new Probe("DELETE " + type + "?_id", t -> caller.delete(at + "?_id=" + t.id(type))),
        new Probe(
            "GET " + type + " If-None-Match",
            t -> caller.with("If-None-Match", "W/\"1\"").get(at + "/" + t.id(type))),
        new Probe(
            "batch GET " + type,
            t -> caller.post("/fhir", bundle("batch", "GET", type + "/" + t.id(type)))),
        new Probe(
            "transaction DELETE " + type,
            t -> caller.post("/fhir", bundle("transaction", "DELETE", type + "/" + t.id(type)))));
  }

  private static Map<String, Object> bundle(String type, String method, String url) {
    return Map.of(
        "resourceType",
        "Bundle",
        "type",
        type,
        "entry",
        List.of(Map.of("request", Map.of("method", method, "url", url))));
  }

  /** From what everybody sees, through references, to what she may not. */
  private static List<Probe> acrossTypes(Caller caller) {
    List<Probe> probes = new ArrayList<>();
    for (String query :
        List.of(
            "Organization?_has:Patient:organization:_id=%resident&_total=accurate",
            "Organization?_has:Patient:organization:name=%family",
            "Organization?_has:CareTeam:participant:patient=%resident",
            "Organization?_has:Encounter:service-provider:patient=%resident",
            "Organization?_has:Device:organization:patient=%resident",
            "Organization?_has:Consent:organization:patient=%resident",
            "Organization?_has:Patient:organization:_has:Observation:patient:_id=%resident",
            "Practitioner?_has:Patient:general-practitioner:_id=%resident",
            "PractitionerRole?_has:CareTeam:participant:patient=%resident",
            "Location?_has:Encounter:location:patient=%resident",
            "Organization?_id=%org&_revinclude=Patient:organization",
            "Organization?_id=%org&_revinclude:iterate=Patient:organization"
                + "&_revinclude:iterate=Observation:patient",
            "Organization?_id=%org&_revinclude=CareTeam:participant&_include=*",
            "Practitioner?_revinclude=Patient:general-practitioner&_id=sato",
            "PractitionerRole?_id=sato&_revinclude=CareTeam:participant"
                + "&_revinclude=Communication:sender",
            "Patient?name=%family%given&_total=accurate",
            "Patient?phonetic=%family",
            "Patient?family=%family&_sort=birthdate&_count=1",
            "Patient?address-city=" + encoded("常総市") + "&_total=accurate&name=%family",
            "Patient?link=Patient/%resident",
            "Observation?patient:Patient.birthdate=1942-03-03&patient=%resident",
            "Task?patient=%resident&_include=Task:patient&_total=accurate",
            "Communication?subject=Patient/%resident&_total=accurate",
            "Group?member=Patient/%resident",
            "List?subject=Patient/%resident",
            "Provenance?target=Patient/%resident",
            "AuditEvent?patient=%resident",
            "_history?_count=10",
            "?_type=Patient,Observation&_id=%resident")) {
      probes.add(
          get(
              "GET " + query,
              caller,
              t -> "/fhir/" + filled(query, "Patient", t).replace("%org", "joso-city-welfare")));
    }
    probes.add(
        new Probe(
            "reference in a new Organization",
            t ->
                caller.post(
                    "/fhir/Basic",
                    Map.of(
                        "resourceType",
                        "Basic",
                        "code",
                        Map.of("text", "x"),
                        "subject",
                        Registrar.reference("Patient/" + t.resident())))));
    probes.add(
        new Probe(
            "conditional reference",
            t ->
                caller.post(
                    "/fhir/Observation",
                    Registrar.observation("?name=" + t.family(), "x").entrySet().stream()
                        .collect(
                            Collectors.toMap(
                                Map.Entry::getKey,
                                entry ->
                                    entry.getKey().equals("subject")
                                        ? Registrar.reference("Patient?name=" + t.family())
                                        : entry.getValue())))));
    probes.add(
        new Probe(
            "search by POST",
            t ->
                caller
                    .with("Content-Type", "application/x-www-form-urlencoded")
                    .post("/fhir/Patient/_search", "_id=" + t.resident() + "&_total=accurate")));
    return probes;
  }

  private static List<Probe> byApi(Caller caller) {
    List<Probe> probes = new ArrayList<>();
    for (String path :
        List.of(
            "/api/residents/%resident",
            "/api/residents/%resident/crew-card",
            "/api/residents/%resident/timeline",
            "/api/residents/%resident/notes",
            "/api/residents?query=%family%given",
            "/api/residents?query=%given",
            "/api/residents?query=" + "%family&area=08211-mitsukaido",
            "/api/emergency-cases/%id",
            "/api/notes/%id",
            "/api/today")) {
      probes.add(get("GET " + path, caller, t -> filled(path, "Communication", t)));
    }
    probes.add(
        new Probe("PATCH resident", t -> caller.patch("/api/residents/" + t.resident(), Map.of())));
    probes.add(
        new Probe(
            "PATCH resident If-Match",
            t ->
                caller
                    .with("If-Match", "\"1\"")
                    .patch("/api/residents/" + t.resident(), Map.of("phone", "0297-00-0000"))));
    probes.add(
        new Probe(
            "POST note",
            t -> caller.post("/api/residents/" + t.resident() + "/notes", Map.of("text", "x"))));
    probes.add(
        new Probe(
            "POST read", t -> caller.post("/api/notes/" + t.id("Communication") + "/read", "{}")));
    return probes;
  }

  @Test
  void a_sealed_note_changes_nothing_for_a_member_of_the_team_who_was_not_named() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("封印", "一");
    registrar.aTeam(
        resident, "Organization/kinunosato", "Organization/midori", "Organization/kinu-hospital");
    registrar.aConsent(resident, "notebook-sharing");
    Caller yamada = tsunagi.as("yamada");
    List<String> before = countsFor(yamada, resident);

    String note =
        tsunagi
            .as("sato")
            .post("/fhir/Communication", DisclosureIT.sealedNote(resident))
            .mustBe(201)
            .createdId();

    assertEquals(before, countsFor(yamada, resident));
    yamada.get("/fhir/Communication/" + note + "/_history/1").mustBe(404);
    yamada.get("/fhir/Communication/" + note + "/_history").mustBe(404);
    assertTrue(!before.equals(countsFor(tsunagi.as("suzuki"), resident)));
  }

  private static List<String> countsFor(Caller caller, String resident) {
    return Stream.of(
            "/fhir/Communication?subject=Patient/" + resident + "&_total=accurate",
            "/fhir/Communication?_summary=count&subject=Patient/" + resident,
            "/fhir/Patient?_id=" + resident + "&_has:Communication:subject:status=completed",
            "/fhir/Patient?_id=" + resident + "&_revinclude=Communication:subject",
            "/fhir/Patient/" + resident + "/Communication?_total=accurate",
            "/api/residents/" + resident + "/notes",
            "/api/residents/" + resident + "/timeline")
        .map(caller::get)
        .map(
            answer ->
                answer.status()
                    + " total "
                    + answer.json().path("total").asText()
                    + " entries "
                    + answer.json().path("entry").size()
                    + " items "
                    + answer.json().path("items").size())
        .toList();
  }

  @Test
  void no_live_event_about_her_reaches_kobayashi() {
    Target hana = hana();
    try (LiveEventReader kobayashi = tsunagi.as("kobayashi").events();
        LiveEventReader suzuki = tsunagi.as("suzuki").events()) {
      String note =
          tsunagi
              .as("sato")
              .post("/api/residents/" + hana.resident() + "/notes", Map.of("text", "速報の試験"))
              .mustBe(201)
              .json()
              .path("id")
              .asText();

      suzuki.await(
          "note",
          data -> data.path("noteId").asText().equals(note),
          java.time.Duration.ofSeconds(5));
      assertEquals(
          List.of(),
          kobayashi.events().stream()
              .filter(event -> event.data().toString().contains(hana.resident()))
              .toList());
    }
  }
}
