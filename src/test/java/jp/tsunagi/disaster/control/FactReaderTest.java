package jp.tsunagi.disaster.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.Spot;
import jp.tsunagi.disaster.entity.SubmittedFact;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.platform.boundary.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactReaderTest {
  private static final String ID = "0190d8a2-7c00-7000-8000-0000000000a1";
  private static final String GOOD =
      """
      {"id": "0190D8A2-7C00-7000-8000-0000000000a1", "seq": 41, "residentId": "r-1",
       "safety": "rescue-needed", "whereabouts": "home-isolated", "support": ["oxygen", "power"],
       "how": "seen", "observedAt": "2026-09-10T02:20:11.123456+09:00",
       "supersedes": ["0190d8a2-7c00-7000-8000-0000000000a0"], "withdraws": null,
       "place": {"latitude": 36.02, "longitude": 139.99, "accuracy": 12}, "note": " 2階に避難 "}
      """;

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_whole_fact_is_read() {
    FactReader.Read read = FactReader.read(json(GOOD));

    assertEquals(
        Optional.of(
            new SubmittedFact(
                ID,
                41,
                "r-1",
                Safety.RESCUE_NEEDED,
                Whereabouts.HOME_ISOLATED,
                Set.of(SupportNeed.OXYGEN, SupportNeed.POWER),
                HowObserved.SEEN,
                Instant.parse("2026-09-09T17:20:11.123Z"),
                Set.of("0190d8a2-7c00-7000-8000-0000000000a0"),
                null,
                new Spot(36.02, 139.99, 12.0),
                "2階に避難")),
        read.fact());
    assertEquals("0190D8A2-7C00-7000-8000-0000000000a1", read.id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "seq": 41                  | "seq": "41"               | seq | wrong-type
          "seq": 41                  | "seq": 4.1                | seq | wrong-type
          "seq": 41,                 |                           | seq | required
          "residentId": "r-1",       |                           | residentId | required
          "residentId": "r-1"        | "residentId": 7           | residentId | wrong-type
          "rescue-needed"            | "unconfirmed"             | safety | not-a-code
          "rescue-needed"            | "fine"                    | safety | not-a-code
          "home-isolated"            | "moon"                    | whereabouts | not-a-code
          ["oxygen", "power"]        | ["oxygen", "tea"]         | support | not-a-code
          ["oxygen", "power"]        | "oxygen"                  | support | wrong-type
          "how": "seen",             |                           | how | required
          "seen"                     | "heard"                   | how | not-a-code
          "2026-09-10T02:20:11.123456+09:00" | "2026-09-10"      | observedAt | not-a-time
          "2026-09-10T02:20:11.123456+09:00" | "2026-09-10T02:20:11" | observedAt | not-a-time
          ["0190d8a2-7c00-7000-8000-0000000000a0"] | ["x"]       | supersedes[0] | disaster.not-a-uuid
          "withdraws": null          | "withdraws": "x"          | withdraws | disaster.not-a-uuid
          "latitude": 36.02          | "latitude": 136.02        | place.latitude | out-of-range
          "accuracy": 12             | "altitude": 12            | place.altitude | unknown-member
          " 2階に避難 "              | 7                         | note | wrong-type
          "withdraws"                | "retracts"                | retracts | unknown-member
          """)
  void each_fault_is_named(String part, String instead, String field, String rule) {
    FactReader.Read read =
        FactReader.read(json(GOOD.replace(part, instead == null ? "" : instead)));

    assertEquals(Optional.empty(), read.fact());
    assertEquals(
        List.of(field + " " + rule),
        read.violations().stream().map(fault -> fault.field() + " " + fault.rule()).toList());
  }

  @Test
  void a_fact_that_says_nothing_is_refused_unless_it_withdraws_another() {
    String silent =
        """
        {"id": "%s", "seq": 1, "residentId": "r", "how": "seen",
         "observedAt": "2026-09-10T02:20:11Z"%s}
        """;

    assertEquals(
        "disaster.says-nothing",
        FactReader.read(json(silent.formatted(ID, ""))).violations().get(0).rule());
    assertTrue(
        FactReader.read(json(silent.formatted(ID, ", \"withdraws\": \"" + ID + "\"")))
            .fact()
            .isPresent());
    assertEquals(
        Optional.of(Set.of()),
        FactReader.read(json(silent.formatted(ID, ", \"support\": []")))
            .fact()
            .map(SubmittedFact::support));
  }

  @Test
  void what_is_no_object_has_no_id() {
    FactReader.Read read = FactReader.read(json("[7]").get(0));

    assertEquals(null, read.id());
    assertEquals("wrong-type", read.violations().get(0).rule());
  }
}
