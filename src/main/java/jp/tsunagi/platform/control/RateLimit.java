package jp.tsunagi.platform.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * 回数の制限. A bucket of tokens for each person, system and knocking address, on each node by itself:
 * one runaway script does not take the others' turn.
 */
@ApplicationScoped
public class RateLimit {
  private static final int KNOCKS_AT_ONCE = 100;
  private static final long MOST = 100_000;

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(Duration.ofMinutes(10)).build();
  private RateConfig config;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RateLimit() {}

  @Inject
  RateLimit(RateConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Fills by itself, holds so much and no more. */
  private static final class Bucket {
    private final double eachSecond;
    private final double most;
    private double tokens;
    private long filledAt;

    Bucket(double eachSecond, double most, long now) {
      this.eachSecond = eachSecond;
      this.most = most;
      this.tokens = most;
      this.filledAt = now;
    }

    synchronized boolean take(long now) {
      double since = Math.max(0, now - filledAt) / 1_000d;
      tokens = Math.min(most, tokens + since * eachSecond);
      filledAt = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }

  /** Whether this person or system may make one more request now. */
  boolean admits(String user) {
    return config.eachSecond() == 0 || take("user " + user, config.eachSecond(), config.atOnce());
  }

  /** Whether one more knock with a bad credential from this address is answered. */
  boolean admitsKnock(String address) {
    return take("address " + address, config.knocksEachSecond(), KNOCKS_AT_ONCE);
  }

  private boolean take(String key, double eachSecond, double most) {
    long now = clock.millis();
    return buckets.get(key, none -> new Bucket(eachSecond, most, now)).take(now);
  }
}
