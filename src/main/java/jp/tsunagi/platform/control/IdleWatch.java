package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.IdleLimits;
import jp.tsunagi.platform.boundary.LockExemption;
import org.jspecify.annotations.Nullable;

/**
 * 放置の見張り. Locks a browser session of which nothing was heard for longer than its person may be
 * idle: the page locks by itself, but one that was closed, or whose device slept, cannot. An open
 * page that is touched says so every half minute.
 *
 * <p>A session the container does not know any more (a node was restarted, a cookie lost) comes
 * back from the identity provider without a password; there the table of sign-ins knows when it was
 * seen last.
 */
@ApplicationScoped
public class IdleWatch {
  private static final Logger LOG = Logger.getLogger(IdleWatch.class.getName());
  private static final String SEEN = "jp.tsunagi.seen-at";
  private static final String WALL = "jp.tsunagi.wall";

  /** How much later than the last touch the last request may have been noted. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final long NOTED_EVERY = 1_000;

  private Instance<IdleLimits> limits;
  private Instance<LockExemption> exemptions;
  private SessionRepository sessions;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected IdleWatch() {}

  @Inject
  IdleWatch(
      Instance<IdleLimits> limits,
      Instance<LockExemption> exemptions,
      SessionRepository sessions,
      Clock clock) {
    this.limits = limits;
    this.exemptions = exemptions;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Whether the session was left alone for too long; if so it is locked, if not it counts as used.
   */
  boolean lapses(HttpServletRequest request, @Nullable String signIn, Actor actor) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return false;
    }
    Instant now = clock.instant();
    Instant seen = seen(session, signIn).orElse(now);
    if (isOver(seen, now, actor) && session.getAttribute(WALL) == null) {
      Optional<Boolean> exempt = exempt(actor);
      if (exempt.isEmpty()) {
        // While the database is away a crew goes on; whoever else comes is judged again when it is
        // back.
        return false;
      }
      if (!exempt.get()) {
        ScreenLock.lock(request);
        return true;
      }
    }
    if (session.getAttribute(SEEN) == null
        || Duration.between(seen, now).toMillis() >= NOTED_EVERY) {
      session.setAttribute(SEEN, now.toEpochMilli());
    }
    return false;
  }

  /** The screen hangs on a wall, or does not any more. */
  void hangs(HttpServletRequest request, boolean onWall) {
    HttpSession session = request.getSession(false);
    if (session != null && onWall) {
      session.setAttribute(WALL, true);
    } else if (session != null) {
      session.removeAttribute(WALL);
    }
  }

  private Optional<Instant> seen(HttpSession session, @Nullable String signIn) {
    if (session.getAttribute(SEEN) instanceof Long at) {
      return Optional.of(Instant.ofEpochMilli(at));
    }
    try {
      return signIn == null ? Optional.empty() : sessions.lastSeen(signIn);
    } catch (RuntimeException away) {
      // Whoever just came from the identity provider must not wait for the database.
      LOG.log(Level.FINE, "nobody knows when a sign-in was seen last", away);
      return Optional.empty();
    }
  }

  private boolean isOver(Instant seen, Instant now, Actor actor) {
    return limits.stream()
        .flatMap(rule -> rule.of(actor).stream())
        .anyMatch(limit -> now.isAfter(seen.plus(limit).plus(GRACE)));
  }

  // Asked only of who was away long enough; empty when nobody can say.
  private Optional<Boolean> exempt(Actor actor) {
    try {
      return Optional.of(exemptions.stream().anyMatch(exemption -> exemption.exempts(actor)));
    } catch (RuntimeException away) {
      LOG.log(Level.FINE, "nobody knows who is exempt from the screen lock", away);
      return Optional.empty();
    }
  }
}
