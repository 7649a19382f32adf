package jp.tsunagi.consent.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * How often one person may try to name somebody. Counted on each node by itself: guessing is
 * stopped, not exactly measured.
 */
@ApplicationScoped
public class TryLimit {
  private static final long PEOPLE = 100_000;

  private int most = 1;
  private Duration within = Duration.ZERO;
  private Clock clock;
  private Cache<String, Deque<Instant>> tries;

  @SuppressWarnings("NullAway.Init")
  protected TryLimit() {}

  @Inject
  TryLimit(ConsentConfig config, Clock clock) {
    this.most = config.breakGlassTries();
    this.within = config.breakGlassWithin();
    this.clock = clock;
    this.tries = Caffeine.newBuilder().maximumSize(PEOPLE).expireAfterAccess(within).build();
  }

  /** Counts a try; too many are refused. */
  public void count(String user) {
    Instant now = clock.instant();
    Deque<Instant> recent = tries.get(user, none -> new ArrayDeque<>());
    synchronized (recent) {
      while (!recent.isEmpty() && recent.peekFirst().plus(within).isBefore(now)) {
        recent.pollFirst();
      }
      if (recent.size() >= most) {
        throw new ProblemException(ProblemCode.RATE_LIMITED);
      }
      recent.addLast(now);
    }
  }
}
