package jp.tsunagi.record.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026, 2025-12-31T15:00:00Z, 2026-12-31T14:59:59.999Z
          2026-02, 2026-01-31T15:00:00Z, 2026-02-28T14:59:59.999Z
          2024-02-29, 2024-02-28T15:00:00Z, 2024-02-29T14:59:59.999Z
          2026-04-01T09:30, 2026-04-01T00:30:00Z, 2026-04-01T00:30:59.999Z
          2026-04-01T09:30:15, 2026-04-01T00:30:15Z, 2026-04-01T00:30:15.999Z
          2026-04-01T09:30:15Z, 2026-04-01T09:30:15Z, 2026-04-01T09:30:15.999Z
          2026-04-01T09:30:15.5+09:00, 2026-04-01T00:30:15.500Z, 2026-04-01T00:30:15.500Z
          2026-04-01T09:30:15.123456+09:00, 2026-04-01T00:30:15.123Z, 2026-04-01T00:30:15.123Z
          2026-03-31T24:00:00+09:00, 2026-03-31T15:00:00Z, 2026-03-31T15:00:00.999Z
          2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z, 2016-12-31T23:59:59.999Z
          """)
  void covers_as_much_as_was_written_and_is_japanese_without_an_offset(
      String text, Instant low, Instant high) {
    assertEquals(
        new DateRange(low.toEpochMilli(), high.toEpochMilli()),
        DateRange.parse(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13",
        "2026-02-30",
        "26",
        "2026-1-1",
        "2026-04-01T09",
        "2026-04-01T25:00",
        "2026-04-01 09:00",
        "2026-04-01T09:00:00+25:00"
      })
  void is_empty_for_what_is_no_date(String text) {
    assertTrue(DateRange.parse(text).isEmpty());
  }
}
