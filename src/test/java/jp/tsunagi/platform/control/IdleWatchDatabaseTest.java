package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.inject.Instance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.fixture.TurnedClock;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.IdleLimits;
import jp.tsunagi.platform.boundary.LockExemption;
import jp.tsunagi.record.control.LocalTransaction;
import org.junit.jupiter.api.Test;

/** When a browser that was left alone is locked by the server, whatever its page did. */
class IdleWatchDatabaseTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration TOO_LONG = LIMIT.plus(IdleWatch.GRACE).plusSeconds(1);

  private final TurnedClock clock = new TurnedClock("2026-09-10T03:00:00Z");
  private final SessionRepository sessions =
      new SessionRepository(new LocalDataSource(new LocalTransaction()));
  private boolean disasterIsOpen;
  private boolean databaseIsAway;
  private final IdleWatch watch =
      new IdleWatch(
          the(
              IdleLimits.class,
              actor -> actor.has(Role.SYSTEM_ADMIN) ? Optional.empty() : Optional.of(LIMIT)),
          the(LockExemption.class, this::isExempt),
          sessions,
          clock);
  private final String signIn = "sign-in-" + UUID.randomUUID();
  private Browser browser = new Browser();

  private boolean isExempt(Actor actor) {
    if (databaseIsAway) {
      throw new IllegalStateException("away");
    }
    return actor.has(Role.FIRE_CREW) && disasterIsOpen;
  }

  private boolean lapses(Role role) {
    return watch.lapses(browser.request(), signIn, anActor(role));
  }

  @Test
  void who_is_heard_of_in_time_stays_and_who_is_not_is_locked_for_good() {
    assertEquals(false, lapses(Role.CARE_MANAGER));
    clock.turn(LIMIT);
    assertEquals(false, lapses(Role.CARE_MANAGER));
    clock.turn(LIMIT);
    assertEquals(false, lapses(Role.CARE_MANAGER));
    clock.turn(TOO_LONG);

    assertEquals(true, lapses(Role.CARE_MANAGER));
    assertEquals(true, ScreenLock.isLocked(browser.request()));
  }

  @Test
  void a_role_that_never_locks_never_does() {
    assertEquals(false, lapses(Role.SYSTEM_ADMIN));
    clock.turn(Duration.ofHours(10));

    assertEquals(false, lapses(Role.SYSTEM_ADMIN));
  }

  @Test
  void a_crew_is_exempt_while_a_disaster_is_open_and_only_then() {
    lapses(Role.FIRE_CREW);
    clock.turn(TOO_LONG);
    disasterIsOpen = true;
    assertEquals(false, lapses(Role.FIRE_CREW));
    clock.turn(TOO_LONG);
    disasterIsOpen = false;

    assertEquals(true, lapses(Role.FIRE_CREW));
  }

  @Test
  void while_the_database_is_away_nobody_is_locked_and_nobody_is_forgiven() {
    lapses(Role.FIRE_CREW);
    clock.turn(TOO_LONG);
    databaseIsAway = true;
    assertEquals(false, lapses(Role.FIRE_CREW));
    databaseIsAway = false;

    assertEquals(true, lapses(Role.FIRE_CREW));
  }

  @Test
  void a_wall_outlives_an_hour_without_network_until_it_is_taken_down() {
    lapses(Role.CITY_DISASTER);
    watch.hangs(browser.request(), true);
    clock.turn(Duration.ofHours(1));
    assertEquals(false, lapses(Role.CITY_DISASTER));
    watch.hangs(browser.request(), false);
    clock.turn(TOO_LONG);

    assertEquals(true, lapses(Role.CITY_DISASTER));
  }

  @Test
  void a_session_the_container_forgot_is_judged_by_the_table_of_sign_ins() {
    sessions.seen(signIn, "sato", "Edge", "10.0.0.1", clock.instant());
    clock.turn(LIMIT);
    assertEquals(false, lapses(Role.CARE_MANAGER));
    browser = new Browser();
    clock.turn(TOO_LONG);

    assertEquals(true, lapses(Role.CARE_MANAGER));
  }

  private static Actor anActor(Role role) {
    return new Actor(
        "sato", "佐藤 恵", Set.of(role), null, null, null, null, List.of(), Actor.Kind.PERSON);
  }

  /** One browser's session and the requests it sends. */
  private static final class Browser {
    private final Map<String, Object> attributes = new HashMap<>();

    HttpServletRequest request() {
      return proxy(
          HttpServletRequest.class,
          (method, values) -> method.equals("getSession") ? session() : null);
    }

    private HttpSession session() {
      return proxy(
          HttpSession.class,
          (method, values) ->
              switch (method) {
                case "getAttribute" -> attributes.get(values[0]);
                case "setAttribute" -> attributes.put((String) values[0], values[1]);
                case "removeAttribute" -> attributes.remove(values[0]);
                default -> throw new UnsupportedOperationException(method);
              });
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Instance<T> the(Class<T> type, T only) {
    return proxy(
        Instance.class,
        (method, values) -> {
          if (method.equals("stream")) {
            return java.util.stream.Stream.of(type.cast(only));
          }
          throw new UnsupportedOperationException(method);
        });
  }

  private interface Answers {
    @org.jspecify.annotations.Nullable
    Object to(String method, Object[] values);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, values) -> answers.to(method.getName(), values)));
  }
}
