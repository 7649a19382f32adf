package jp.tsunagi.platform.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * 締め出し. Whom the identity provider no longer stands for although a token or session still says so:
 * disabled accounts, and sign-ins that were ended. Kept by {@link IdentityWatch}.
 */
@ApplicationScoped
public class ShutOut {
  /** No sign-in outlives this, so neither need the memory of its end. */
  static final Duration LONGEST_SIGN_IN = Duration.ofHours(12);

  private static final long MOST = 100_000;

  private volatile Set<String> disabled = Set.of();
  private final Cache<String, Instant> endedSessions = remembered();
  private final Cache<String, Instant> endedAccounts = remembered();

  private static Cache<String, Instant> remembered() {
    return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST_SIGN_IN).build();
  }

  /** The accounts that are disabled now; all others are not. */
  void disabled(Set<String> users) {
    disabled = Set.copyOf(users);
  }

  /** One sign-in ended. */
  void ended(String session, Instant at) {
    endedSessions.put(session, at);
  }

  /** All sign-ins of an account ended. */
  void endedAll(String subject, Instant at) {
    endedAccounts.put(subject, at);
  }

  boolean isDisabled(String user) {
    return disabled.contains(user);
  }

  boolean holds(SignedIn who) {
    return isDisabled(who.user()) || hasEnded(who);
  }

  private boolean hasEnded(SignedIn who) {
    if (who.session() != null && endedSessions.getIfPresent(who.session()) != null) {
      return true;
    }
    if (who.subject() == null || who.issued() == null) {
      return false;
    }
    Instant end = endedAccounts.getIfPresent(who.subject());
    return end != null && who.issued().isBefore(end);
  }
}
