package jp.tsunagi.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.TestDatabase;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * What is derived can be made again from the record: of a system that has seen days of work, table
 * by table.
 */
@IntegrationTest
class ProjectionRebuildIT {
  /** Tables that may be empty: what is in them is made of the resources alone. */
  private static final List<String> MADE_OF_THE_RECORD =
      List.of(
          "resident_standing",
          "organization_standing",
          "team_participant",
          "consent_decision",
          "plan_supporter",
          "person_account",
          "sealed_audience",
          "device_registration",
          "emergency_case_standing",
          "emergency_case_party",
          "emergency_row",
          "emergency_mode",
          "rescue_fact",
          "rescue_fact_replaced",
          "resident_line",
          "resident_flag",
          "resident_care_level",
          "resident_consent",
          "resident_device",
          "resident_device_use",
          "note_line",
          "emergency_line",
          "emergency_case",
          "emergency_case_resident",
          "emergency_case_step",
          "emergency_event",
          "emergency_event_resident",
          "roster_trait",
          "resident_call");

  /** Tables that stand while they are made again: who signs in, and rosters of what is over. */
  private static final List<String> ALSO =
      List.of(
          "organization_entry",
          "organization_system",
          "staff_entry",
          "staff_post",
          "roster_candidate",
          "safety_fact",
          "roster_line");

  /** What says when something was looked at, not what it is. */
  private static final List<String> PASSING = List.of("rank_number", "review_at", "fresh_until");

  @ArquillianResource private Tsunagi tsunagi;

  /** A call that one accepted and another closed, and a note limited to one office. */
  private void work() {
    String caseId =
        tsunagi
            .asClient("emergency-centre")
            .post(
                "/api/emergency-events",
                Map.of(
                    "eventId", UUID.randomUUID().toString(),
                    "centre", "joso-centre",
                    "deviceId", "JS-0006",
                    "kind", "emergency",
                    "occurredAt", Instant.now().toString()))
            .mustBe(201)
            .json()
            .path("caseId")
            .asText();
    for (String step : List.of("accept", "dispatch", "arrive")) {
      tsunagi.as("kato").post("/api/emergency-cases/" + caseId + "/" + step, Map.of()).mustBe(200);
    }
    tsunagi
        .as("kato")
        .post(
            "/api/emergency-cases/" + caseId + "/outcome",
            Map.of("outcome", "false-alarm", "text", "誤報"))
        .mustBe(200);
    tsunagi.as("kato").post("/api/emergency-cases/" + caseId + "/close", Map.of()).mustBe(200);
    tsunagi
        .as("inoue")
        .delete("/fhir/Patient/" + new Registrar(tsunagi).aResident("作直", "削除"))
        .mustBe(204);
  }

  @Test
  void a_whole_system_is_the_same_after_everything_derived_was_made_again() {
    work();
    Map<String, List<String>> before = contents(all());

    rebuild();

    assertEquals(Map.of(), differences(before, contents(all())));
  }

  @Test
  void what_was_lost_or_spoilt_is_back_and_what_nobody_said_is_gone() {
    TestDatabase database = tsunagi.database();
    work();
    Map<String, List<String>> before = contents(all());
    assertTrue(before.getOrDefault("plan_supporter", List.of()).size() >= 4);
    copy(database);
    Map<String, String> differences;
    try {
      MADE_OF_THE_RECORD.forEach(table -> database.update("DELETE FROM " + table));
      database.update("UPDATE staff_entry SET name='?'");
      database.update("UPDATE organization_entry SET name='?', areas=''");
      database.update("DELETE FROM staff_post WHERE staff_id='kobayashi'");
      database.update(
          "INSERT INTO team_participant (team_sid, position, team_id, resident_id, reference,"
              + " organization_id, valid_from, valid_until) SELECT 9000000000000000001, 0, 'x',"
              + " resource.fhir_id, 'x', 'elsewhere', 0, 253402300799999 FROM resource JOIN"
              + " resource_type t ON t.type_id=resource.type_id WHERE t.name='Patient'"
              + " AND resource.deleted=0 LIMIT 1");

      rebuild();

      differences = differences(before, contents(all()));
    } finally {
      if (!differencesNow(before).isEmpty()) {
        restore(database);
      }
      drop(database);
    }
    assertEquals(Map.of(), differences);
  }

  private Map<String, String> differencesNow(Map<String, List<String>> before) {
    return differences(before, contents(all()));
  }

  private static List<String> all() {
    return Stream.concat(MADE_OF_THE_RECORD.stream(), ALSO.stream()).toList();
  }

  private static void copy(TestDatabase database) {
    drop(database);
    for (String table : all()) {
      database.update("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table);
    }
  }

  private static void restore(TestDatabase database) {
    for (String table : all()) {
      database.update("DELETE FROM " + table);
      database.update("INSERT INTO " + table + " SELECT * FROM kept_" + table);
    }
  }

  private static void drop(TestDatabase database) {
    all().forEach(table -> database.update("DROP TABLE IF EXISTS kept_" + table));
  }

  private Map<String, List<String>> contents(List<String> tables) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (String table : tables) {
      contents.put(
          table,
          tsunagi.database().query("SELECT * FROM " + table).stream()
              .map(
                  row -> {
                    row.keySet().removeAll(PASSING);
                    // The record keeps the times of demonstration notes in seconds.
                    row.computeIfPresent(
                        "sent_at", (name, at) -> String.valueOf(at).split("\\.")[0]);
                    return row.toString();
                  })
              .sorted()
              .toList());
    }
    return contents;
  }

  private static Map<String, String> differences(
      Map<String, List<String>> before, Map<String, List<String>> after) {
    Map<String, String> differences = new TreeMap<>();
    before.forEach(
        (table, rows) -> {
          List<String> now = after.getOrDefault(table, List.of());
          List<String> missing = new ArrayList<>(rows);
          now.forEach(missing::remove);
          List<String> added = new ArrayList<>(now);
          rows.forEach(added::remove);
          if (!missing.isEmpty() || !added.isEmpty()) {
            differences.put(
                table,
                missing.size()
                    + " missing: "
                    + some(missing)
                    + " "
                    + added.size()
                    + " added: "
                    + some(added));
          }
        });
    return differences;
  }

  private static String some(List<String> rows) {
    return rows.stream().limit(3).collect(Collectors.joining("; "));
  }

  private void rebuild() {
    Caller admin = tsunagi.as("admin");
    String after = "";
    while (after != null) {
      JsonNode batch = admin.post("/api/search-index/rebuild" + after, Map.of()).mustBe(200).json();
      after = batch.path("next").isTextual() ? "?after=" + batch.path("next").asText() : null;
    }
  }
}
