package jp.tsunagi.disaster.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservedTimeTest {
  private static final Instant RECEIVED = Instant.parse("2026-09-10T03:00:00Z");

  @Test
  void a_right_clock_is_taken_at_its_word() {
    Instant seen = RECEIVED.minusSeconds(600);

    assertEquals(
        ObservedTime.exactly(seen),
        ObservedTime.ofDevice(seen, RECEIVED, RECEIVED, Duration.ZERO, false));
  }

  @Test
  void a_clock_years_off_is_put_right_by_what_it_shows_now() {
    Instant deviceNow = Instant.parse("2001-01-01T00:10:00Z");
    Instant seen = Instant.parse("2001-01-01T00:00:00Z");

    assertEquals(
        ObservedTime.exactly(RECEIVED.minusSeconds(600)),
        ObservedTime.ofDevice(seen, deviceNow, RECEIVED, null, false));
  }

  @Test
  void nothing_is_observed_after_it_was_received() {
    assertEquals(
        ObservedTime.exactly(RECEIVED),
        ObservedTime.ofDevice(RECEIVED.plusSeconds(60), RECEIVED, RECEIVED, null, false));
  }

  @Test
  void a_clock_set_since_the_last_batch_leaves_the_time_open_between_both() {
    Instant seen = RECEIVED.minus(Duration.ofHours(2));

    assertEquals(
        new ObservedTime(seen, seen, seen.plus(Duration.ofHours(1))),
        ObservedTime.ofDevice(seen, RECEIVED, RECEIVED, Duration.ofHours(1), false));
  }

  @Test
  void a_clock_set_within_the_batch_leaves_the_time_open_until_now() {
    Instant seen = RECEIVED.minus(Duration.ofHours(2));

    assertEquals(
        new ObservedTime(seen, seen, RECEIVED),
        ObservedTime.ofDevice(seen, RECEIVED, RECEIVED, null, true));
  }
}
