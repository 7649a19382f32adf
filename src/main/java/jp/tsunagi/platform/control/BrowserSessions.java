package jp.tsunagi.platform.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.platform.boundary.CurrentActor.Origin;
import jp.tsunagi.platform.boundary.SignInSession;
import jp.tsunagi.platform.boundary.SignInSessions;
import org.jspecify.annotations.Nullable;

/**
 * サインイン中の端末の台帳. Takes note of each browser at most once a minute, and shuts out on every node what
 * its person ended on any of them.
 */
@ApplicationScoped
public class BrowserSessions implements SignInSessions {
  private static final Logger LOG = Logger.getLogger(BrowserSessions.class.getName());
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration KEPT = ShutOut.LONGEST_SIGN_IN.plusDays(1);

  @Resource private ManagedThreadFactory threads;
  @Inject private HttpServletRequest request;
  @Inject private RequestActor actor;
  private SessionRepository repository;
  private ShutOut shutOut;
  private Clock clock;
  private final Cache<String, Boolean> noted =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(NOTED_EVERY).build();
  private @Nullable ScheduledExecutorService watching;
  private Instant cleanAt = Instant.EPOCH;
  private boolean away;

  @SuppressWarnings("NullAway.Init")
  protected BrowserSessions() {}

  @Inject
  BrowserSessions(SessionRepository repository, ShutOut shutOut, Clock clock) {
    this.repository = repository;
    this.shutOut = shutOut;
    this.clock = clock;
  }

  void start(
      @Observes
          @Priority(ApplicationDatabase.SCHEMA_READY + 200)
          @Initialized(ApplicationScoped.class)
          Object started) {
    watching = Executors.newSingleThreadScheduledExecutor(threads);
    watching.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (watching != null) {
      watching.shutdownNow();
    }
  }

  private void look() {
    try {
      Instant now = clock.instant();
      repository.endedSince(now.minus(ShutOut.LONGEST_SIGN_IN)).forEach(shutOut::ended);
      if (now.isAfter(cleanAt)) {
        repository.forgetBefore(now.minus(KEPT));
        cleanAt = now.plus(Duration.ofHours(1));
      }
      away = false;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.log(Level.WARNING, "ended sign-ins are not read: " + e.getMessage(), e);
      }
      away = true;
    }
  }

  /** A browser made a request. */
  void seen(SignedIn who, Origin origin) {
    String id = who.session();
    if (id == null || noted.asMap().putIfAbsent(id, true) != null) {
      return;
    }
    try {
      repository.seen(id, who.user(), origin.userAgent(), origin.remoteAddress(), clock.instant());
    } catch (RuntimeException e) {
      // The list of devices is worth less than the request that came.
      LOG.log(Level.FINE, "a sign-in was not noted", e);
    }
  }

  @Override
  public List<SignInSession> of(String user) {
    String current = actor.signedIn().session();
    return repository.of(
        user, clock.instant().minus(ShutOut.LONGEST_SIGN_IN), current == null ? "" : current);
  }

  @Override
  public boolean end(String user, String id) {
    Instant now = clock.instant();
    boolean known = repository.end(user, id, now);
    if (known) {
      shutOut.ended(id, now);
    }
    return known;
  }

  @Override
  public void lock() {
    ScreenLock.lock(request);
  }
}
