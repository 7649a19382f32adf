package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.kernel.Vocabulary;
import org.junit.jupiter.api.Test;

/** 知られた攻撃. Ways in that were found once, by somebody with every password of the cast. */
@IntegrationTest
class KnownAttacksIT {
  private final Tsunagi tsunagi;

  KnownAttacksIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  @Test
  void a_bad_cursor_is_told_whether_or_not_there_is_somebody_to_find() {
    String resident = new Registrar(tsunagi).aResident("架空", "三");
    Caller kobayashi = tsunagi.as("kobayashi");

    for (String search : List.of("Patient?_id=%s&_cursor=x", "Observation?patient=%s&_cursor=x")) {
      Answer unseen = kobayashi.get("/fhir/" + search.formatted(resident));
      Answer unknown = kobayashi.get("/fhir/" + search.formatted("nobody-of-that-name"));
      assertEquals(unknown.status(), unseen.status(), search);
    }
  }

  @Test
  void a_patch_is_refused_to_who_sees_only_a_part() {
    Caller takahashi = tsunagi.as("takahashi");

    Answer copied =
        takahashi
            .with("Content-Type", "application/json-patch+json")
            .patch(
                "/fhir/Patient/r-00001",
                List.of(
                    Map.of(
                        "op",
                        "copy",
                        "from",
                        "/address/0/extension/1/valueString",
                        "path",
                        "/gender")));

    assertEquals(403, copied.status(), copied.body());
    assertFalse(copied.body().contains("玄関"), copied.body());
  }

  @Test
  void a_path_with_dots_leads_nowhere() {
    for (String path : List.of("/fhir/../metrics", "/x/../metrics", "//metrics")) {
      int status = tsunagi.as("kobayashi").get(path).status();
      assertEquals(true, status >= 400 && status < 500, path + " answers " + status);
    }
  }

  @Test
  void a_conditional_reference_asks_nothing_that_a_search_may_not() {
    Caller takahashi = tsunagi.as("takahashi");
    String about = "Patient?_id=r-00001&living-arrangement=";

    int right = takahashi.post("/fhir/Basic", basic(about + "alone")).status();
    int wrong = takahashi.post("/fhir/Basic", basic(about + "with-family")).status();

    assertEquals(wrong, right);
  }

  @Test
  void what_another_server_calls_her_id_is_not_her() {
    String resident = new Registrar(tsunagi).aResident("架空", "余所");
    String elsewhere = "https://elsewhere.example/fhir/Patient/" + resident;
    Caller kobayashi = tsunagi.as("kobayashi");
    Caller inoue = tsunagi.as("inoue");

    String stranger =
        kobayashi.post("/fhir/Subscription", subscription(elsewhere)).mustBe(201).createdId();

    assertEquals(200, kobayashi.get("/fhir/Subscription/" + stranger).status());
    String hers = inoue.get("/fhir/Patient/" + resident + "/$everything").mustBe(200).body();
    assertFalse(hers.contains(stranger), hers);
    for (String own : List.of("Patient/", "https://tsunagi.example/fhir/Patient/")) {
      assertEquals(
          422, kobayashi.post("/fhir/Subscription", subscription(own + resident)).status(), own);
    }
  }

  @Test
  void an_entry_names_nobody_by_a_detour() {
    String resident = new Registrar(tsunagi).aResident("架空", "回道");
    Caller inoue = tsunagi.as("inoue");

    for (String detour :
        List.of(
            "Organization/midori/../../Patient/" + resident,
            "Organization/midori/Patient/" + resident,
            "/Patient/" + resident,
            "Patient/" + resident + "/",
            "Patient//" + resident,
            "//tsunagi.example/fhir/Patient/" + resident)) {
      assertEquals(422, inoue.post("/fhir/Basic", basic(detour)).status(), detour);
    }
    Answer same =
        inoue
            .post("/fhir/Basic", basic("HTTPS://TSUNAGI.example:443/fhir/Patient/" + resident))
            .mustBe(201);
    assertEquals("Patient/" + resident, same.json().at("/subject/reference").asText());
  }

  private static Map<String, Object> subscription(String reference) {
    return Map.of(
        "resourceType",
        "Subscription",
        "status",
        "requested",
        "reason",
        "test",
        "criteria",
        "Observation?code=x",
        "channel",
        Map.of("type", "rest-hook", "endpoint", "http://localhost:9/"),
        "extension",
        List.of(
            Map.of("url", "http://x.example/y", "valueReference", Registrar.reference(reference))));
  }

  @Test
  void a_page_of_today_names_nobody_out_of_reach() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "今日");
    registrar.aTeam(resident, "Organization/midori");
    String consent = registrar.aConsent(resident, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    suzuki.post("/fhir/Observation", Registrar.observation(resident, "OWN")).mustBe(201);
    assertTrue(seesToday(suzuki, resident));

    registrar.withdraw(consent, resident, "notebook-sharing");

    assertFalse(seesToday(suzuki, resident));
    assertFalse(seesToday(tsunagi.as("kobayashi"), resident));
  }

  private static boolean seesToday(Caller caller, String resident) {
    return caller.get("/api/today").mustBe(200).body().contains(resident);
  }

  @Test
  void nobody_but_the_city_says_whose_account_is_whose() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("架空", "口座");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    registrar.aConsent(resident, "family-view");
    Caller suzuki = tsunagi.as("suzuki");
    Map<String, Object> account =
        Map.of("system", "https://tsunagi.example/fhir/user", "value", "yukiko");

    suzuki
        .post(
            "/fhir/RelatedPerson",
            Map.of(
                "resourceType",
                "RelatedPerson",
                "active",
                true,
                "patient",
                Map.of("reference", "Patient/" + resident),
                "identifier",
                List.of(account)))
        .mustBe(403);
    suzuki
        .with("Content-Type", "application/json-patch+json")
        .patch(
            "/fhir/Patient/" + resident,
            List.of(Map.of("op", "add", "path", "/identifier", "value", List.of(account))))
        .mustBe(403);
    tsunagi.as("yukiko").get("/fhir/Patient/" + resident).mustBe(404);
  }

  @Test
  void nobody_counts_what_happens_elsewhere() {
    String before = lastEvent();
    tsunagi.as("sato").post("/api/residents/r-00001/notes", Map.of("text", "一つ")).mustBe(201);

    for (String place : List.of(before, lastEvent())) {
      assertEquals(22, place.length(), place);
      assertFalse(place.matches("[0-9]+"), place);
    }
  }

  private String lastEvent() {
    return tsunagi.as("kobayashi").get("/api/me").mustBe(200).json().path("lastEvent").asText();
  }

  @Test
  void a_household_s_call_names_to_a_team_its_own_residents_only() {
    Registrar registrar = new Registrar(tsunagi);
    String served = registrar.aResident("架空", "夫");
    registrar.aTeam(served, "Organization/midori");
    registrar.aConsent(served, "notebook-sharing");
    String other = registrar.aResident("架空", "妻");
    String device = "IT-" + served;
    Caller inoue = tsunagi.as("inoue");
    String pendant = inoue.post("/fhir/Device", pendant(device, served)).mustBe(201).createdId();
    inoue
        .post(
            "/fhir/DeviceUseStatement",
            Map.of(
                "resourceType",
                "DeviceUseStatement",
                "status",
                "active",
                "subject",
                Map.of("reference", "Patient/" + other),
                "device",
                Map.of("reference", "Device/" + pendant)))
        .mustBe(201);

    try (LiveEventReader suzuki = tsunagi.as("suzuki").events();
        LiveEventReader kato = tsunagi.as("kato").events()) {
      String opened = call(device);

      assertEquals(Set.of(served), named(suzuki, opened));
      assertEquals(Set.of(served, other), named(kato, opened));
      for (String step : List.of("accept", "close")) {
        tsunagi.as("kato").post("/api/emergency-cases/" + opened + "/" + step, Map.of());
      }
    }
  }

  private String call(String device) {
    return tsunagi
        .asClient("emergency-centre")
        .post(
            "/api/emergency-events",
            Map.of(
                "eventId",
                UUID.randomUUID().toString(),
                "centre",
                "joso-centre",
                "deviceId",
                device,
                "kind",
                "emergency",
                "occurredAt",
                "2026-04-01T09:12:03.123+09:00"))
        .mustBe(201)
        .json()
        .path("caseId")
        .asText();
  }

  private static Set<String> named(LiveEventReader reader, String opened) {
    Set<String> residents = new HashSet<>();
    reader
        .await(
            "emergency-case",
            data -> data.path("caseId").asText().equals(opened),
            Duration.ofSeconds(5))
        .data()
        .path("residentIds")
        .forEach(resident -> residents.add(resident.asText()));
    return residents;
  }

  private static Map<String, Object> pendant(String device, String resident) {
    return Map.of(
        "resourceType",
        "Device",
        "status",
        "active",
        "identifier",
        List.of(Map.of("system", "https://tsunagi.example/fhir/emergency-device", "value", device)),
        "owner",
        Map.of("reference", "Organization/joso-centre"),
        "patient",
        Map.of("reference", "Patient/" + resident));
  }

  @Test
  void an_application_that_only_writes_subscribes_by_no_door() {
    Caller writing = limited("suzuki", "user/*.write");
    Map<String, Object> entry =
        Map.of(
            "resource",
            plainSubscription(),
            "request",
            Map.of("method", "POST", "url", "Subscription"));

    writing.post("/fhir/Subscription", plainSubscription()).mustBe(403);
    writing
        .post(
            "/fhir",
            Map.of("resourceType", "Bundle", "type", "transaction", "entry", List.of(entry)))
        .mustBe(403);
    String batch =
        writing
            .post(
                "/fhir", Map.of("resourceType", "Bundle", "type", "batch", "entry", List.of(entry)))
            .mustBe(200)
            .body();
    assertTrue(batch.contains("403"), batch);
  }

  @Test
  void nobody_but_its_author_learns_or_changes_what_a_subscription_carries() {
    Caller yamada = tsunagi.as("yamada");
    String path =
        "/fhir/Subscription/"
            + yamada.post("/fhir/Subscription", plainSubscription()).mustBe(201).createdId();
    Caller hospital = tsunagi.asClient("hospital-system");

    for (Map<String, String> operation :
        List.of(
            Map.of("op", "test", "path", "/status", "value", "requested"),
            Map.of("op", "copy", "from", "/channel/header/0", "path", "/status"))) {
      Answer patched =
          hospital
              .with("Content-Type", "application/json-patch+json")
              .patch(path, List.of(operation));
      assertEquals(403, patched.status(), patched.body());
      assertFalse(patched.body().contains("s3cret"), patched.body());
    }
    hospital.delete(path).mustBe(403);
    yamada.delete(path);
    yamada.get(path).mustBe(410);
  }

  @Test
  void nobody_but_the_city_registers_an_emergency_device_or_gives_a_number() {
    Registrar registrar = new Registrar(tsunagi);
    String own = registrar.aResident("機器", "一");
    registrar.aTeam(own, "Organization/midori");
    registrar.aConsent(own, "notebook-sharing");
    Caller suzuki = tsunagi.as("suzuki");
    Map<String, Object> pendant =
        Map.of(
            "resourceType",
            "Device",
            "status",
            "active",
            "identifier",
            List.of(Map.of("system", Vocabulary.Identifiers.EMERGENCY_DEVICE, "value", "JS-0001")),
            "patient",
            Map.of("reference", "Patient/" + own));

    suzuki.post("/fhir/Device", pendant).mustBe(403);

    ObjectNode patient = (ObjectNode) suzuki.get("/fhir/Patient/" + own).mustBe(200).json();
    patient
        .withArray("identifier")
        .addObject()
        .put("system", Vocabulary.Identifiers.RESIDENT_NUMBER)
        .put("value", "somebody-elses");
    suzuki.put("/fhir/Patient/" + own, patient).mustBe(403);
  }

  @Test
  void an_id_that_is_taken_by_somebody_unseen_is_answered_like_a_free_one() {
    Registrar registrar = new Registrar(tsunagi);
    String own = registrar.aResident("番号", "一");
    registrar.aTeam(own, "Organization/midori");
    registrar.aConsent(own, "notebook-sharing");
    String other = registrar.aResident("番号", "二");
    String free = UUID.randomUUID().toString();
    Caller suzuki = tsunagi.as("suzuki");
    tsunagi.as("inoue").put("/fhir/Flag/guess-" + other, flag("guess-" + other, other)).mustBe(201);

    assertEquals(
        suzuki.put("/fhir/Flag/guess-nobody", flag("guess-nobody", own)).status(),
        suzuki.put("/fhir/Flag/guess-" + other, flag("guess-" + other, own)).status());
    suzuki.put("/fhir/Flag/guess-nobody", flag("guess-nobody", own)).mustBe(422);
    suzuki.put("/fhir/Flag/" + free, flag(free, own)).mustBe(201);
  }

  private static Map<String, Object> flag(String id, String resident) {
    return Map.of(
        "resourceType",
        "Flag",
        "id",
        id,
        "status",
        "active",
        "code",
        Map.of("text", "試験"),
        "subject",
        Map.of("reference", "Patient/" + resident));
  }

  @Test
  void an_application_granted_no_scope_of_its_own_reaches_nothing() {
    for (String path :
        List.of("/fhir/Patient/r-00001", "/api/me", "/api/residents/r-00001/access-report")) {
      assertEquals(403, limited("yukiko", "launch/patient").get(path).status(), path);
    }
  }

  private Caller limited(String user, String scope) {
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
                scope)));
  }

  private static Map<String, Object> plainSubscription() {
    return Map.of(
        "resourceType",
        "Subscription",
        "status",
        "requested",
        "reason",
        "test",
        "criteria",
        "Observation?code=x",
        "channel",
        Map.of(
            "type",
            "rest-hook",
            "endpoint",
            "http://localhost:9/",
            "header",
            List.of("Authorization: Bearer s3cret")));
  }

  private static Map<String, Object> basic(String subject) {
    return Map.of(
        "resourceType",
        "Basic",
        "code",
        Map.of("text", "test"),
        "subject",
        Map.of("reference", subject));
  }
}
