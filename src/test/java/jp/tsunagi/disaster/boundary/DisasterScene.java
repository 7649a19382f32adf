package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Tsunagi;

/** What the tests of disasters do again and again, in words. */
final class DisasterScene {
  static final String BOTH = "08211-mitsukaido,08211-ishige";
  private static final AtomicInteger SEQUENCE = new AtomicInteger();

  private final Tsunagi tsunagi;

  DisasterScene(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  /** A flood in both areas with an emergency mode. */
  String aFlood() {
    return open(Map.of("emergencyMode", mode(OffsetDateTime.now().plusHours(12))));
  }

  /** A flood on an ordinary day's footing. */
  String aFloodWithoutEmergencyMode() {
    return open(Map.of());
  }

  String aDrill() {
    return open(Map.of("exercise", true));
  }

  static Map<String, Object> mode(OffsetDateTime until) {
    return Map.of(
        "legalGround", "災害対策基本法第49条の11第3項", "reason", "鬼怒川の氾濫危険水位超過", "until", until.toString());
  }

  private String open(Map<String, Object> more) {
    Map<String, Object> command = new LinkedHashMap<>();
    command.put("title", "鬼怒川 氾濫");
    command.put("hazard", "flood");
    command.put("areas", List.of(BOTH.split(",")));
    command.putAll(more);
    return tsunagi
        .as("matsumoto")
        .post("/api/disasters", command)
        .mustBe(201)
        .json()
        .path("id")
        .asText();
  }

  void close(String disaster) {
    tsunagi.as("matsumoto").post("/api/disasters/" + disaster + "/close", Map.of()).mustBe(200);
  }

  /** The id of a resident of the cast, by name. */
  String resident(String name) {
    return tsunagi
        .as("inoue")
        .get("/fhir/Patient?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
        .mustBe(200)
        .json()
        .path("entry")
        .path(0)
        .path("resource")
        .path("id")
        .asText();
  }

  List<JsonNode> roster(String user, String disaster, String query) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          tsunagi
              .as(user)
              .get("/api/disasters/" + disaster + "/roster?cursor=" + cursor + query)
              .mustBe(200)
              .json();
      page.path("items").forEach(all::add);
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty());
    return all;
  }

  JsonNode line(String user, String disaster, String resident) {
    return roster(user, disaster, "&facts=true").stream()
        .filter(line -> line.path("residentId").asText().equals(resident))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line of " + resident));
  }

  JsonNode board(String user, String disaster) {
    return tsunagi.as(user).get("/api/disasters/" + disaster + "/board").mustBe(200).json();
  }

  static Map<String, Object> fact(String resident, Object... members) {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("id", newId());
    fact.put("seq", SEQUENCE.incrementAndGet());
    fact.put("residentId", resident);
    fact.put("how", "seen");
    fact.put("observedAt", OffsetDateTime.now().toString());
    for (int i = 0; i < members.length; i += 2) {
      fact.put((String) members[i], members[i + 1]);
    }
    return fact;
  }

  static String newId() {
    return com.fasterxml.uuid.Generators.timeBasedEpochGenerator().generate().toString();
  }

  Answer send(Caller caller, String disaster, List<? extends Object> facts) {
    return caller.post(
        "/api/disasters/" + disaster + "/facts",
        Map.of(
            "deviceId",
            "tablet-" + UUID.randomUUID(),
            "deviceNow",
            OffsetDateTime.now().toString(),
            "facts",
            facts));
  }

  /** Reports as a person of the cast; the outcomes. */
  List<String> report(String user, String disaster, Object... facts) {
    List<String> outcomes = new ArrayList<>();
    send(tsunagi.as(user), disaster, List.of(facts))
        .mustBe(200)
        .json()
        .path("results")
        .forEach(result -> outcomes.add(result.path("outcome").asText()));
    return outcomes;
  }
}
