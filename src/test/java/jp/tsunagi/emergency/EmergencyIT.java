package jp.tsunagi.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Emergency calls from the centre to the outcome, as the contract has them. */
@IntegrationTest
class EmergencyIT {
  private static final String TANAKA = "JS-0001";
  private static final String ISHIZUKA = "JS-0002";
  private static final String OKUBO = "JS-0006";
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  @ArquillianResource private Tsunagi tsunagi;
  private final List<String> opened = new ArrayList<>();

  /** Leaves no case open, so that the next test's call opens its own. */
  @AfterEach
  void close_what_was_opened() {
    for (String caseId : opened) {
      for (String responder : List.of("kato", "yoshida", "matsumoto")) {
        post(responder, caseId, "accept", Map.of());
        post(responder, caseId, "close", Map.of());
      }
    }
  }

  private Caller centre() {
    return tsunagi.asClient("emergency-centre");
  }

  private static Map<String, Object> event(String device, String kind) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventId", UUID.randomUUID().toString());
    event.put("centre", "joso-centre");
    event.put("deviceId", device);
    event.put("kind", kind);
    event.put("code", Map.of("system", "contact-id", "value", "101"));
    event.put("occurredAt", "2026-04-01T09:12:03.123+09:00");
    event.put("text", "ペンダント押下。応答なし。");
    return event;
  }

  private Answer send(Map<String, Object> event) {
    Answer answer = centre().post("/api/emergency-events", event);
    if (answer.status() < 300 && answer.json().path("caseId").isTextual()) {
      opened.add(answer.json().path("caseId").asText());
    }
    return answer;
  }

  private String aCase(String device) {
    return send(event(device, "emergency")).mustBe(201).json().path("caseId").asText();
  }

  private Answer post(String user, String caseId, String step, Object body) {
    return tsunagi.as(user).post("/api/emergency-cases/" + caseId + "/" + step, body);
  }

  private Answer read(String user, String caseId) {
    return tsunagi.as(user).get("/api/emergency-cases/" + caseId);
  }

  private boolean lists(Caller caller, String caseId) {
    return item(caller, caseId).isPresent();
  }

  private java.util.Optional<JsonNode> item(Caller caller, String caseId) {
    JsonNode page = caller.get("/api/emergency-cases?state=").mustBe(200).json();
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .filter(item -> item.path("caseId").asText().equals(caseId))
        .findFirst();
  }

  private static List<String> texts(JsonNode array, String member) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(each -> member.isEmpty() ? each.asText() : each.path(member).asText())
        .toList();
  }

  private String residentOf(String user, String name) {
    JsonNode found =
        tsunagi
            .as(user)
            .get(
                "/api/residents?query="
                    + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8))
            .mustBe(200)
            .json();
    return found.path("items").path(0).path("id").asText();
  }

  // ---- intake

  @Test
  void answers_a_new_event_with_its_case() {
    Map<String, Object> event = event(TANAKA, "emergency");

    JsonNode answer = send(event).mustBe(201).json();

    assertEquals(event.get("eventId"), answer.path("eventId").asText());
    assertEquals("received", answer.path("state").asText());
    assertEquals(Set.of("eventId", "caseId", "state"), Set.copyOf(fieldNames(answer)));
  }

  private static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void answers_a_repeat_the_same_also_when_the_case_has_moved_on() {
    Map<String, Object> event = event(TANAKA, "fall");
    Answer first = send(event).mustBe(201);
    post("kato", first.json().path("caseId").asText(), "accept", Map.of()).mustBe(200);
    event.put("occurredAt", "2026-04-01T00:12:03.123Z");

    Answer repeated = send(event).mustBe(200);

    assertEquals(first.json(), repeated.json());
    assertEquals(
        1,
        tsunagi
            .database()
            .count(
                "SELECT COUNT(*) FROM emergency_event WHERE event_id=?",
                String.valueOf(event.get("eventId"))));
  }

  @Test
  void refuses_other_content_under_the_same_id() {
    Map<String, Object> event = event(TANAKA, "emergency");
    send(event).mustBe(201);
    event.put("text", "別の内容");

    send(event).mustBeProblem(409, "conflicting-id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consultation",
        "power-loss",
        "power-restored",
        "battery",
        "link-lost",
        "test",
        "cancel"
      })
  void opens_no_case_for_a_kind_without_danger(String kind) {
    JsonNode answer = send(event(TANAKA, kind)).mustBe(201).json();

    assertTrue(answer.has("caseId") && answer.path("caseId").isNull(), answer.toString());
  }

  @Test
  void joins_the_open_case_of_the_household_and_shows_the_newest_kind() {
    String caseId = aCase(OKUBO);

    JsonNode joined = send(event(OKUBO, "fire")).mustBe(201).json();

    assertEquals(caseId, joined.path("caseId").asText());
    JsonNode shown =
        item(tsunagi.as("kato"), caseId).orElse(null) == null
            ? item(tsunagi.as("yoshida"), caseId).orElseThrow()
            : item(tsunagi.as("kato"), caseId).orElseThrow();
    assertEquals("fire", shown.path("kind").asText());
    assertEquals(2, shown.path("residentIds").size());
  }

  @Test
  void opens_a_new_case_once_the_outcome_is_known() {
    String first = aCase(TANAKA);
    post("kato", first, "accept", Map.of()).mustBe(200);
    post("kato", first, "outcome", Map.of("outcome", "false-alarm")).mustBe(200);

    assertFalse(first.equals(aCase(TANAKA)));
  }

  @Test
  void never_mixes_a_drill_with_an_emergency() {
    String real = aCase(TANAKA);
    Map<String, Object> drill = event(TANAKA, "emergency");
    drill.put("exercise", true);

    String exercise = send(drill).mustBe(201).json().path("caseId").asText();

    assertFalse(real.equals(exercise));
    JsonNode shown = read("sato", exercise).mustBe(200).json();
    assertTrue(shown.path("exercise").asBoolean());
    assertFalse(read("sato", real).mustBe(200).json().path("exercise").asBoolean());
  }

  @ParameterizedTest
  @CsvSource({"eventId", "centre", "deviceId", "kind", "occurredAt"})
  void names_the_required_field_that_is_missing(String field) {
    Map<String, Object> event = event(TANAKA, "emergency");
    event.remove(field);

    Answer answer = send(event).mustBeProblem(422, "invalid-content");

    assertEquals(field, answer.json().path("errors").path(0).path("field").asText());
  }

  @Test
  void refuses_the_events_of_another_centre() {
    Map<String, Object> event = event(TANAKA, "emergency");
    event.put("centre", "another-centre");

    send(event).mustBeProblem(403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kobayashi", "sato", "kato", "matsumoto", "inoue", "kimura", "admin"})
  void takes_events_from_centres_alone(String user) {
    tsunagi
        .as(user)
        .post("/api/emergency-events", event(TANAKA, "emergency"))
        .mustBeProblem(403, "forbidden");
  }

  @Test
  void makes_one_case_of_simultaneous_calls() {
    Map<String, Object> same = event(TANAKA, "emergency");
    ExecutorService lines = Executors.newFixedThreadPool(12);
    try {
      List<CompletableFuture<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        calls.add(CompletableFuture.supplyAsync(() -> send(same), lines));
        calls.add(CompletableFuture.supplyAsync(() -> send(event(TANAKA, "no-movement")), lines));
      }

      List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();

      Set<String> cases = new TreeSet<>();
      answers.forEach(answer -> cases.add(answer.json().path("caseId").asText()));
      assertEquals(1, cases.size(), answers.toString());
      assertEquals(7, answers.stream().filter(answer -> answer.status() == 201).count());
      assertEquals(5, answers.stream().filter(answer -> answer.status() == 200).count());
    } finally {
      lines.shutdownNow();
    }
  }

  // ---- unknown devices

  @Test
  void offers_what_an_unknown_device_says_to_all_until_one_accepts() {
    Map<String, Object> event = event("JS-unknown-" + UUID.randomUUID(), "emergency");
    Answer first = send(event).mustBe(202);
    String caseId = first.json().path("caseId").asText();

    assertEquals(first.json(), send(event).mustBe(202).json());
    for (String user : List.of("kato", "yoshida", "matsumoto")) {
      JsonNode item = item(tsunagi.as(user), caseId).orElseThrow();
      assertTrue(item.path("unregistered").asBoolean());
      assertEquals(event.get("deviceId"), item.path("deviceId").asText());
    }
    assertFalse(lists(tsunagi.as("sato"), caseId));
    post("yoshida", caseId, "accept", Map.of()).mustBe(200);

    assertFalse(lists(tsunagi.as("kato"), caseId));
    read("kato", caseId).mustBe(404);
    post("kato", caseId, "accept", Map.of()).mustBeProblem(409, "step-already-taken");
    post("kato", caseId, "dispatch", Map.of()).mustBe(404);
    post("yoshida", caseId, "close", Map.of()).mustBe(200);
  }

  // ---- who sees it

  @Test
  void reaches_who_must_act_within_a_second_and_nobody_else() {
    try (LiveEventReader kato = tsunagi.as("kato").events();
        LiveEventReader sato = tsunagi.as("sato").events();
        LiveEventReader yoshida = tsunagi.as("yoshida").events();
        LiveEventReader kobayashi = tsunagi.as("kobayashi").events()) {
      String caseId = aCase(TANAKA);

      LiveEventReader.Event told = kato.await("emergency-case", of(caseId), ONE_SECOND);
      sato.await("emergency-case", of(caseId), ONE_SECOND);
      sato.await(
          "notification", data -> data.path("kind").asText().equals("emergency-case"), ONE_SECOND);
      JsonNode card = read("kato", caseId).mustBe(200).json();

      assertEquals(
          Set.of("caseId", "residentIds", "kind", "state", "exercise"),
          Set.copyOf(fieldNames(told.data())));
      assertEquals("田中ハナ", card.path("crewCards").path(0).path("name").asText().replace("　", " "));
      assertTrue(card.path("crewCards").path(0).path("devices").toString().contains("酸素"));
      assertTrue(yoshida.first("emergency-case", of(caseId)).isEmpty());
      assertTrue(kobayashi.first("emergency-case", of(caseId)).isEmpty());
    }
  }

  private static java.util.function.Predicate<JsonNode> of(String caseId) {
    return data -> data.path("caseId").asText().equals(caseId);
  }

  @Test
  void shows_a_case_to_its_fire_service_its_team_and_its_centre() {
    String caseId = aCase(TANAKA);

    assertTrue(lists(tsunagi.as("kato"), caseId));
    assertTrue(lists(tsunagi.as("nakamura"), caseId));
    assertTrue(lists(tsunagi.as("sato"), caseId));
    assertTrue(lists(tsunagi.as("suzuki"), caseId));
    assertTrue(lists(tsunagi.as("yamada"), caseId));
    assertTrue(lists(tsunagi.as("matsumoto"), caseId));
    assertTrue(lists(tsunagi.as("inoue"), caseId));
    assertTrue(lists(centre(), caseId));
    for (String user : List.of("yoshida", "kobayashi", "mori", "takahashi", "kimura", "admin")) {
      assertFalse(lists(tsunagi.as(user), caseId), user);
      assertTrue(Set.of(403, 404).contains(read(user, caseId).status()), user);
    }
    read("kobayashi", caseId).mustBeProblem(404, "not-found");
    read("kobayashi", "存在しない/番号".replace("/", "-")).mustBeProblem(404, "not-found");
  }

  @Test
  void names_the_resident_as_far_as_each_may_see_her() {
    String caseId = aCase(TANAKA);

    JsonNode fire = item(tsunagi.as("kato"), caseId).orElseThrow();
    JsonNode sentBy = item(centre(), caseId).orElseThrow();

    assertEquals("田中ハナ", name(fire).replace(" ", "").replace("　", ""));
    assertTrue(fire.path("area").asText().startsWith("08211-mitsukaido-"));
    assertEquals("", name(sentBy));
    assertEquals(0, read("sato", caseId).json().path("mayTake").size());
    assertEquals(List.of("accept"), texts(read("kato", caseId).json().path("mayTake"), ""));
  }

  private static String name(JsonNode item) {
    return item.path("residents").path(0).path("name").asText();
  }

  // ---- steps

  @Test
  void follows_a_case_from_the_call_to_its_outcome() {
    String caseId = aCase(TANAKA);
    post("kato", caseId, "accept", Map.of()).mustBe(200);
    post("kato", caseId, "dispatch", Map.of()).mustBe(200);
    post("nakamura", caseId, "arrive", Map.of()).mustBe(200);
    post(
            "nakamura",
            caseId,
            "outcome",
            Map.of("outcome", "transported", "text", "酸素増量で改善", "destination", "きぬ中央病院"))
        .mustBe(200);
    JsonNode closed = post("kato", caseId, "close", Map.of()).mustBe(200).json();

    assertEquals("closed", closed.path("state").asText());
    JsonNode seen = read("sato", caseId).mustBe(200).json();
    assertEquals(
        List.of("accept", "dispatch", "arrive", "outcome", "close"),
        texts(seen.path("steps"), "step"));
    assertEquals("transported", seen.path("outcome").path("outcome").asText());
    assertEquals("きぬ中央病院", seen.path("outcome").path("destination").asText());
    assertEquals("kato", seen.path("acceptedBy").path("user").asText());
    String tanaka = seen.path("residentIds").path(0).asText();
    JsonNode timeline =
        tsunagi.as("sato").get("/api/residents/" + tanaka + "/timeline").mustBe(200).json();
    assertTrue(
        StreamSupport.stream(timeline.path("items").spliterator(), false)
            .anyMatch(
                entry ->
                    entry.path("caseId").asText().equals(caseId)
                        && entry.path("text").asText().contains("酸素増量で改善")));
  }

  @Test
  void says_by_whom_a_step_was_taken() {
    String caseId = aCase(TANAKA);
    post("kato", caseId, "accept", Map.of()).mustBe(200);
    post("nakamura", caseId, "arrive", Map.of()).mustBe(200);

    Answer second =
        post("kato", caseId, "arrive", Map.of()).mustBeProblem(409, "step-already-taken");

    assertEquals("nakamura", second.json().path("takenBy").path("user").asText());
    assertEquals("on-scene", second.json().path("state").asText());
    post("nakamura", caseId, "arrive", Map.of()).mustBe(200);
    post("kato", caseId, "dispatch", Map.of()).mustBeProblem(409, "conflict");
  }

  @Test
  void lets_one_of_two_dispatchers_win() {
    String caseId =
        send(event("JS-unknown-" + UUID.randomUUID(), "fall"))
            .mustBe(202)
            .json()
            .path("caseId")
            .asText();
    ExecutorService headquarters = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Answer>> races =
          List.of("kato", "yoshida", "matsumoto").stream()
              .map(
                  user ->
                      CompletableFuture.supplyAsync(
                          () -> post(user, caseId, "accept", Map.of()), headquarters))
              .toList();

      List<Integer> statuses =
          races.stream().map(CompletableFuture::join).map(Answer::status).sorted().toList();

      assertEquals(List.of(200, 409, 409), statuses);
    } finally {
      headquarters.shutdownNow();
    }
  }

  @Test
  void gives_steps_to_nobody_else() {
    String caseId = aCase(TANAKA);

    post("kobayashi", caseId, "accept", Map.of()).mustBe(404);
    post("yoshida", caseId, "accept", Map.of()).mustBe(404);
    post("sato", caseId, "accept", Map.of()).mustBe(403);
    post("nakamura", caseId, "accept", Map.of()).mustBe(403);
    post("matsumoto", caseId, "accept", Map.of()).mustBe(403);
    centre().post("/api/emergency-cases/" + caseId + "/accept", Map.of()).mustBe(403);
    post("kato", caseId, "dispatch", Map.of()).mustBeProblem(409, "conflict");
    post("kato", caseId, "outcome", Map.of("outcome", "eaten"))
        .mustBeProblem(422, "invalid-content");
    post("kato", caseId, "outcome", Map.of()).mustBeProblem(422, "invalid-content");
  }

  // ---- the other door

  @Test
  void has_the_same_effects_over_fhir() {
    String eventId = UUID.randomUUID().toString();
    String call =
        """
        {"resourceType":"Communication","status":"completed",
         "identifier":[{"system":"https://tsunagi.example/fhir/emergency-event","value":"joso-centre/%s"}],
         "category":[{"coding":[{"system":"https://tsunagi.example/fhir/CodeSystem/communication-category","code":"emergency-call"}]}],
         "reasonCode":[{"coding":[{"system":"https://tsunagi.example/fhir/CodeSystem/emergency-kind","code":"fall"}]}],
         "sender":{"identifier":{"system":"https://tsunagi.example/fhir/emergency-device","value":"JS-0001"}},
         "sent":"2026-04-01T09:12:03+09:00"}
        """
            .formatted(eventId);

    JsonNode written = centre().post("/fhir/Communication", call).mustBe(201).json();

    String caseId = written.path("partOf").path(0).path("reference").asText().replace("Task/", "");
    opened.add(caseId);
    JsonNode seen = read("kato", caseId).mustBe(200).json();
    assertEquals(eventId, seen.path("events").path(0).path("eventId").asText());
    assertEquals("fall", seen.path("kind").asText());
    centre().post("/fhir/Communication", call).mustBe(409);
    centre()
        .put("/fhir/Communication/" + written.path("id").asText(), written.toString())
        .mustBe(405);
    tsunagi.as("kato").get("/fhir/Task/" + caseId).mustBe(200);
    tsunagi.as("kobayashi").get("/fhir/Task/" + caseId).mustBe(404);
    tsunagi.as("yoshida").get("/fhir/Communication/" + written.path("id").asText()).mustBe(404);
  }

  @Test
  void takes_a_step_over_fhir() {
    String caseId = aCase(ISHIZUKA);
    String step =
        """
        {"resourceType":"Task","status":"completed","intent":"order",
         "code":{"coding":[{"system":"https://tsunagi.example/fhir/CodeSystem/task","code":"emergency-step"}]},
         "groupIdentifier":{"system":"https://tsunagi.example/fhir/emergency-case","value":"%1$s"},
         "partOf":[{"reference":"Task/%1$s"}],
         "businessStatus":{"coding":[{"system":"https://tsunagi.example/fhir/CodeSystem/emergency-case-state","code":"accepted"}]},
         "executionPeriod":{"start":"2026-04-01T09:13:00+09:00"},
         "owner":{"reference":"Organization/seinan-fire"}}
        """
            .formatted(caseId);
    String own = step.replaceAll(",\\s*\"owner\":\\{[^}]*\\}", "");

    tsunagi.as("kato").post("/fhir/Task", own).mustBe(422);
    tsunagi.as("yoshida").post("/fhir/Task", own).mustBe(201);

    assertEquals("accepted", read("yoshida", caseId).mustBe(200).json().path("state").asText());
    tsunagi
        .as("yoshida")
        .put(
            "/fhir/Task/" + caseId,
            tsunagi
                .as("yoshida")
                .get("/fhir/Task/" + caseId)
                .body()
                .replace("\"code\":\"accepted\"", "\"code\":\"on-scene\""))
        .mustBe(405);
  }

  // ---- notices

  @Test
  void tells_the_team_and_keeps_who_took_note() {
    String caseId = aCase(TANAKA);

    JsonNode told =
        tsunagi
            .as("sato")
            .get("/api/notifications?cursor=")
            .mustBe(200)
            .json()
            .path("items")
            .path(0);
    tsunagi
        .as("sato")
        .post("/api/notifications/" + told.path("id").asText() + "/read", Map.of())
        .mustBe(200);

    assertEquals("emergency-case", told.path("kind").asText());
    assertEquals(caseId, told.path("caseId").asText());
    assertFalse(told.has("readAt"));
    assertTrue(
        tsunagi.as("sato").get("/api/notifications").json().path("items").path(0).has("readAt"));
    assertFalse(
        tsunagi.as("suzuki").get("/api/notifications").json().path("items").path(0).has("readAt"));
    assertEquals(0, tsunagi.as("kobayashi").get("/api/notifications").json().path("items").size());
    tsunagi
        .as("kobayashi")
        .post("/api/notifications/" + told.path("id").asText() + "/read", Map.of())
        .mustBeProblem(404, "not-found");
  }

  // ---- lists and speed

  @Test
  void pages_through_the_cases_newest_first() {
    List<String> mine =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    send(event("JS-unknown-" + UUID.randomUUID(), "fall"))
                        .json()
                        .path("caseId")
                        .asText())
            .toList();

    JsonNode page =
        tsunagi.as("kato").get("/api/emergency-cases?state=received&cursor=").mustBe(200).json();

    assertEquals(
        List.of(mine.get(2), mine.get(1), mine.get(0)),
        texts(page.path("items"), "caseId").subList(0, 3));
    tsunagi.as("kato").get("/api/emergency-cases?state=eaten").mustBe(400);
    tsunagi.as("kato").get("/api/emergency-cases?cursor=eaten").mustBe(400);
    assertTrue(
        texts(
                tsunagi.as("kato").get("/api/emergency-cases?state=open").json().path("items"),
                "caseId")
            .containsAll(mine));
  }

  @Test
  void takes_a_call_in_a_few_milliseconds() {
    for (int i = 0; i < 30; i++) {
      send(event(TANAKA, "test")).mustBe(201);
    }
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> event = event(TANAKA, "emergency");
      long begin = System.nanoTime();
      send(event).mustBe(201);
      nanos.add(System.nanoTime() - begin);
    }
    nanos.sort(Long::compare);

    long median = Duration.ofNanos(nanos.get(20)).toMillis();
    System.out.println(
        "emergency call: median "
            + median
            + " ms, p95 "
            + Duration.ofNanos(nanos.get(37)).toMillis()
            + " ms");
    assertTrue(median < 250, "median " + median + " ms");
  }
}
