package jp.tsunagi.disaster.boundary;

import static jp.tsunagi.disaster.boundary.DisasterScene.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IntegrationTest
class DisasterIT {
  @ArquillianResource private Tsunagi tsunagi;
  private DisasterScene scene;
  private final List<String> opened = new ArrayList<>();

  private String hana = "";

  @BeforeEach
  void find() {
    scene = new DisasterScene(tsunagi);
    hana = scene.resident("田中ハナ");
  }

  @AfterEach
  void close() {
    opened.forEach(scene::close);
  }

  private String inAFlood() {
    opened.add(scene.aFlood());
    return opened.get(opened.size() - 1);
  }

  @Test
  void makes_a_ranked_roster_of_everybody_who_is_on_the_citys() {
    String flood = inAFlood();

    List<JsonNode> roster = scene.roster("matsumoto", flood, "");

    assertTrue(roster.size() > 20, "roster of " + roster.size());
    for (int i = 0; i < roster.size(); i++) {
      assertEquals(i + 1, roster.get(i).path("rank").asInt());
      assertEquals("unconfirmed", roster.get(i).path("safety").asText());
    }
    assertEquals(1, roster.get(0).path("tier").asInt());
    JsonNode line = scene.line("matsumoto", flood, hana);
    assertEquals("田中ハナ", line.path("name").asText());
    assertTrue(texts(line.path("reasons")).containsAll(List.of("在宅酸素", "内蔵電池 約3時間", "独居", "転倒注意")));
  }

  @Test
  void shows_a_report_on_the_board_at_once() {
    String flood = inAFlood();
    try (LiveEventReader events = tsunagi.as("matsumoto").events()) {
      assertEquals(
          List.of("stored"),
          scene.report("nakamura", flood, fact(hana, "safety", "rescue-needed")));

      events.await(
          "safety-status",
          told ->
              told.path("residentId").asText().equals(hana)
                  && told.path("safety").asText().equals("rescue-needed"),
          Duration.ofSeconds(5));
    }
    JsonNode board = scene.board("matsumoto", flood);
    assertEquals(1, board.path("counts").path("rescue-needed").asInt());
    assertEquals(hana, board.path("rescueNeeded").path(0).path("residentId").asText());
  }

  @Test
  void puts_contradictory_reports_side_by_side() {
    String flood = inAFlood();
    scene.report("nakamura", flood, fact(hana, "safety", "rescue-needed"));
    scene.report("takahashi", flood, fact(hana, "safety", "safe", "how", "phone"));

    JsonNode board = scene.board("matsumoto", flood);

    assertEquals(1, board.path("counts").path("conflict").asInt());
    assertEquals("rescue-needed", board.path("conflicts").path(0).path("safety").asText());
    assertEquals(2, board.path("conflicts").path(0).path("facts").size());
  }

  @Test
  void answers_each_fact_alone() {
    String flood = inAFlood();
    Map<String, Object> good = fact(hana, "safety", "safe");
    Map<String, Object> silent = fact(hana);
    Map<String, Object> wrong = fact(hana, "safety", "fine");
    Map<String, Object> unknown = fact("nobody", "safety", "safe");
    Map<String, Object> other = fact(hana, "safety", "minor-injury");
    other.put("id", good.get("id"));

    Answer answer =
        scene.send(
            tsunagi.as("nakamura").with("Accept-Language", "en"),
            flood,
            List.of(good, silent, wrong, unknown, good, other, "no fact"));

    List<String> outcomes = new ArrayList<>();
    JsonNode results = answer.mustBe(200).json().path("results");
    results.forEach(result -> outcomes.add(result.path("outcome").asText()));
    assertEquals(
        List.of(
            "stored",
            "rejected",
            "rejected",
            "rejected",
            "duplicate",
            "conflicting-id",
            "rejected"),
        outcomes);
    assertEquals(
        "safety", results.path(2).path("problem").path("errors").path(0).path("field").asText());
    assertEquals("not-found", results.path(3).path("problem").path("code").asText());
    assertEquals(good.get("id"), results.path(0).path("id").asText());
  }

  @Test
  void kobayashi_sees_and_reports_nothing() {
    String flood = inAFlood();

    assertEquals(List.of(), scene.roster("kobayashi", flood, ""));
    assertEquals(0, scene.board("kobayashi", flood).path("counts").path("total").asInt());
    assertEquals(
        List.of("rejected"), scene.report("kobayashi", flood, fact(hana, "safety", "safe")));
  }

  @Test
  void each_fire_headquarters_sees_its_own_side() {
    String flood = inAFlood();

    assertTrue(
        scene.roster("nakamura", flood, "").stream()
            .allMatch(line -> line.path("area").asText().startsWith("08211-mitsukaido")));
    List<JsonNode> ishige = scene.roster("yoshida", flood, "");
    assertTrue(
        ishige.stream().allMatch(line -> line.path("area").asText().startsWith("08211-ishige")));
    assertFalse(ishige.isEmpty());
  }

  @Test
  void a_drill_has_only_those_who_agreed() {
    String drill = scene.aDrill();
    opened.add(drill);

    List<String> names =
        scene.roster("matsumoto", drill, "").stream()
            .map(line -> line.path("name").asText())
            .toList();

    assertTrue(names.contains("田中ハナ"));
    assertFalse(names.contains("渡辺正"));
    assertFalse(names.contains("斎藤フミ"));
    assertEquals(
        List.of("rejected"),
        scene.report("matsumoto", drill, fact(scene.resident("渡辺正"), "safety", "safe")));
  }

  @Test
  void a_lease_keeps_others_off_until_it_is_given_back() {
    String flood = inAFlood();
    Map<String, Object> claim = Map.of("residentIds", List.of(hana));
    String path = "/api/disasters/" + flood + "/claims";

    JsonNode mine = tsunagi.as("nakamura").post(path, claim).mustBe(200).json();
    JsonNode held = tsunagi.as("kato").post(path, claim).mustBe(200).json();
    JsonNode line = scene.line("matsumoto", flood, hana);
    JsonNode released =
        tsunagi
            .as("nakamura")
            .post(path, Map.of("residentIds", List.of(hana), "release", true))
            .mustBe(200)
            .json();

    assertEquals("claimed", mine.path("results").path(0).path("outcome").asText());
    assertEquals("held", held.path("results").path(0).path("outcome").asText());
    assertEquals("nakamura", held.path("results").path(0).path("assignee").asText());
    assertEquals("being-checked", line.path("safety").asText());
    assertEquals("nakamura", line.path("assignee").asText());
    assertEquals("released", released.path("results").path(0).path("outcome").asText());
    assertEquals("unconfirmed", scene.line("matsumoto", flood, hana).path("safety").asText());
  }

  @Test
  void refuses_what_no_disaster_can_be() {
    Map<String, Object> command =
        Map.of("title", " ", "hazard", "meteor", "areas", List.of("99999"), "exercise", false);

    Answer answer = tsunagi.as("matsumoto").post("/api/disasters", command);

    answer.mustBeProblem(422, "invalid-content");
    assertEquals(
        List.of("title", "hazard", "areas[0]"),
        StreamSupport.stream(answer.json().path("errors").spliterator(), false)
            .map(error -> error.path("field").asText())
            .toList());
  }

  @Test
  void only_the_city_opens_and_closes() {
    String flood = inAFlood();

    tsunagi.as("kato").post("/api/disasters", Map.of()).mustBeProblem(403, "forbidden");
    tsunagi
        .as("kato")
        .post("/api/disasters/" + flood + "/close", Map.of())
        .mustBeProblem(403, "forbidden");
    tsunagi.as("kobayashi").get("/api/disasters/" + flood).mustBe(200);
    tsunagi.as("matsumoto").get("/api/disasters/none").mustBeProblem(404, "not-found");
    tsunagi.as("kimura").get("/api/disasters/" + flood + "/roster").mustBe(403);
  }

  @Test
  void an_emergency_mode_is_prolonged_and_ends_with_the_disaster() {
    String flood = scene.aFlood();
    OffsetDateTime until = OffsetDateTime.now().plusDays(2).withNano(0);

    JsonNode prolonged =
        tsunagi
            .as("matsumoto")
            .post(
                "/api/disasters/" + flood + "/emergency-mode",
                Map.of("until", until.toString(), "reason", "水位が下がらない"))
            .mustBe(200)
            .json();
    int whileItRuns = scene.roster("nakamura", flood, "").size();
    scene.close(flood);
    int afterwards = scene.roster("nakamura", flood, "").size();

    assertEquals(
        until.toInstant(),
        OffsetDateTime.parse(prolonged.path("emergencyMode").path("until").asText()).toInstant());
    assertTrue(afterwards < whileItRuns, whileItRuns + " then " + afterwards);
    assertEquals(
        "closed",
        tsunagi.as("nakamura").get("/api/disasters/" + flood).json().path("state").asText());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
