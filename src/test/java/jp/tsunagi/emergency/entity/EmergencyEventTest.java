package jp.tsunagi.emergency.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmergencyEventTest {
  private static EmergencyEvent event(
      String device, EmergencyKind kind, String at, @Nullable String text, boolean exercise) {
    return new EmergencyEvent(
        "joso-centre",
        "20260401-000017",
        device,
        kind,
        new SourceCode("contact-id", "101"),
        OffsetDateTime.parse(at),
        text,
        new GeoPoint(new BigDecimal("36.0180"), new BigDecimal("139.99")),
        exercise);
  }

  private static EmergencyEvent event() {
    return event("JS-0001", EmergencyKind.EMERGENCY, "2026-04-01T09:12:03+09:00", "応答なし", false);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          JS-0001, EMERGENCY, 2026-04-01T00:12:03Z,            応答なし
          JS-0001, EMERGENCY, 2026-04-01T09:12:03.000+09:00,   ' 応答なし '
          JS-0001, EMERGENCY, 2026-04-01T09:12:03.0004+09:00,  応答なし
          """)
  void says_the_same_however_the_time_is_written(
      String device, EmergencyKind kind, String at, String text) {
    assertEquals(event().contentDigest(), event(device, kind, at, text, false).contentDigest());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          JS-0002, EMERGENCY, 2026-04-01T09:12:03+09:00, 応答なし, false
          JS-0001, FALL,      2026-04-01T09:12:03+09:00, 応答なし, false
          JS-0001, EMERGENCY, 2026-04-01T09:12:04+09:00, 応答なし, false
          JS-0001, EMERGENCY, 2026-04-01T09:12:03+09:00, 応答あり, false
          JS-0001, EMERGENCY, 2026-04-01T09:12:03+09:00, ,         false
          JS-0001, EMERGENCY, 2026-04-01T09:12:03+09:00, 応答なし, true
          """)
  void says_something_else_when_any_member_differs(
      String device, EmergencyKind kind, String at, @Nullable String text, boolean exercise) {
    assertNotEquals(
        event().contentDigest(), event(device, kind, at, text, exercise).contentDigest());
  }

  @Test
  void compares_degrees_as_numbers() {
    assertEquals(
        new GeoPoint(new BigDecimal("36.0180"), new BigDecimal("140")),
        new GeoPoint(new BigDecimal("36.018"), new BigDecimal("1.4E2")));
  }

  @Test
  void refuses_a_place_that_is_not_on_earth() {
    BigDecimal north = new BigDecimal("90.1");

    assertThrows(IllegalArgumentException.class, () -> new GeoPoint(north, BigDecimal.ONE));
  }
}
