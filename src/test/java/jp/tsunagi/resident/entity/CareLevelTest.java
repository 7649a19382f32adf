package jp.tsunagi.resident.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CareLevelTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 10);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          01,            NOT_ELIGIBLE
          非該当,        NOT_ELIGIBLE
          06,            PROGRAMME_TARGET
          事業対象者,    PROGRAMME_TARGET
          12,            SUPPORT_1
          要支援１,      SUPPORT_1
          13,            SUPPORT_2
          Support level 2, SUPPORT_2
          21,            CARE_1
          要介護一,      CARE_1
          22,            CARE_2
          要介護 2,      CARE_2
          23,            CARE_3
          要介護度３,    CARE_3
          24,            CARE_4
          要介護4,       CARE_4
          25,            CARE_5
          care level 5,  CARE_5
          """)
  void reads(String typed, CareLevel level) {
    assertEquals(Optional.of(level), CareLevel.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "要介護", "要介護6", "要支援3", "26"})
  void reads_no_level_in(String typed) {
    assertEquals(Optional.empty(), CareLevel.parse(typed));
  }

  private static CareLevelPeriod period(
      String id, @Nullable String since, @Nullable String until, boolean valid) {
    return new CareLevelPeriod(
        id,
        new ResidentId("r-00001"),
        CareLevel.CARE_3,
        since == null ? null : LocalDate.parse(since),
        until == null ? null : LocalDate.parse(until),
        valid,
        Instant.EPOCH);
  }

  private static String current(CareLevelPeriod... periods) {
    return CareLevelPeriod.current(List.of(periods), TODAY).map(CareLevelPeriod::id).orElse("none");
  }

  @Test
  void the_level_that_began_last_holds() {
    assertEquals(
        "new",
        current(
            period("new", "2026-09-01", null, true),
            period("old", "2024-09-01", "2026-08-31", true)));
  }

  @Test
  void a_level_that_begins_later_does_not_hold_yet() {
    assertEquals(
        "old",
        current(period("old", "2024-09-01", null, true), period("new", "2026-10-01", null, true)));
  }

  @Test
  void an_expired_level_tells_more_than_nothing() {
    assertEquals("old", current(period("old", "2020-01-01", "2022-12-31", true)));
  }

  @Test
  void a_mistake_never_holds() {
    assertEquals("none", current(period("mistake", "2026-09-01", null, false)));
  }
}
