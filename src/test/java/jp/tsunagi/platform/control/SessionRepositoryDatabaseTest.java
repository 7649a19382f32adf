package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.platform.boundary.SignInSession;
import jp.tsunagi.record.control.LocalTransaction;
import org.junit.jupiter.api.Test;

/** Where people are signed in, on a real database. */
class SessionRepositoryDatabaseTest {
  private static final Instant NOON = Instant.parse("2026-09-10T03:00:00Z");
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));

  private final SessionRepository sessions =
      new SessionRepository(new LocalDataSource(new LocalTransaction()));

  /** Ids of one run do not meet those of another: they share the database. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final String sato = "sato-" + run;
  private final String desk = "desk-" + run;
  private final String phone = "phone-" + run;

  @Test
  void lists_a_persons_own_the_one_used_last_first_and_marks_the_one_that_asks() {
    sessions.seen(desk, sato, "Edge", "10.0.0.1", NOON);
    sessions.seen(phone, sato, "Safari", "10.0.0.2", NOON);
    sessions.seen("other-" + run, "suzuki-" + run, "Chrome", "10.0.0.3", NOON);
    sessions.seen(phone, sato, "Safari", "10.0.0.9", LATER);

    assertEquals(
        List.of(
            new SignInSession(phone, "Safari", "10.0.0.9", NOON, LATER, false),
            new SignInSession(desk, "Edge", "10.0.0.1", NOON, NOON, true)),
        sessions.of(sato, NOON, desk));
    assertEquals(1, sessions.of(sato, LATER, desk).size());
  }

  @Test
  void ends_ones_own_only_and_tells_every_node() {
    sessions.seen(phone, sato, "Safari", "10.0.0.2", NOON);

    assertFalse(sessions.end("suzuki-" + run, phone, LATER));
    assertTrue(sessions.endedSince(NOON).get(phone) == null);
    assertTrue(sessions.end(sato, phone, LATER));

    assertEquals(Map.of(phone, LATER), ended());
    assertEquals(List.of(), sessions.of(sato, NOON, ""));
    assertTrue(sessions.end(sato, phone, LATER.plusSeconds(9)));
    assertEquals(Map.of(phone, LATER), ended());
  }

  @Test
  void forgets_what_nobody_used_for_long() {
    sessions.seen(desk, sato, "Edge", "10.0.0.1", Instant.parse("2001-01-01T00:00:00Z"));

    sessions.forgetBefore(Instant.parse("2001-01-02T00:00:00Z"));

    assertEquals(List.of(), sessions.of(sato, Instant.EPOCH.plusSeconds(1), ""));
  }

  private Map<String, Instant> ended() {
    Map<String, Instant> ended = sessions.endedSince(NOON);
    ended.keySet().removeIf(id -> !id.endsWith(run));
    return ended;
  }
}
