package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import jp.tsunagi.fixture.TurnedClock;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final TurnedClock clock = new TurnedClock("2026-04-01T00:00:00Z");
  private final RateLimit limit = new RateLimit(new RateConfig(), clock);

  private int admitted(String user, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += limit.admits(user) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void a_thousand_at_once_then_a_hundred_each_second_and_nobody_pays_for_another() {
    assertEquals(1_000, admitted("script", 1_500));
    clock.turn(Duration.ofMillis(500));
    assertEquals(50, admitted("script", 200));
    assertEquals(200, admitted("sato", 200));
  }

  @Test
  void an_idle_hour_saves_no_more_than_a_bucket_holds() {
    admitted("script", 1_000);
    clock.turn(Duration.ofHours(1));
    assertEquals(1_000, admitted("script", 5_000));
  }

  @Test
  void knocks_are_counted_by_address() {
    for (int i = 0; i < 100; i++) {
      assertTrue(limit.admitsKnock("192.0.2.1"));
    }
    assertFalse(limit.admitsKnock("192.0.2.1"));
    assertTrue(limit.admitsKnock("192.0.2.2"));
  }

  @Test
  void only_a_proxy_of_ours_is_believed_about_the_address() {
    ClientAddress direct = new ClientAddress("");
    ClientAddress proxied = new ClientAddress("10.0.0.1, 10.0.0.2");

    assertEquals("10.0.0.1", direct.of("10.0.0.1", "192.0.2.9"));
    assertEquals("192.0.2.9", proxied.of("10.0.0.1", "203.0.113.5, 192.0.2.9"));
    assertEquals("192.0.2.9", proxied.of("10.0.0.1", "192.0.2.9, 10.0.0.2"));
    assertEquals("198.51.100.7", proxied.of("198.51.100.7", "192.0.2.9"));
    assertEquals("10.0.0.1", proxied.of("10.0.0.1", "evil\nline"));
  }
}
