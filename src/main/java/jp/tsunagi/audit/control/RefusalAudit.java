package jp.tsunagi.audit.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.AccessRefused;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 入れなかった記録. Records who knocked with a token or session that is not good. From one address only so
 * many each minute: nobody shall fill the trail by knocking.
 */
@ApplicationScoped
public class RefusalAudit implements AccessRefused {
  private static final int MOST_EACH_MINUTE = 20;
  private static final int MOST_DOOR = 200;
  private static final Actor NOBODY =
      new Actor(
          "anonymous", "anonymous", Set.of(), null, null, null, null, List.of(), Actor.Kind.PERSON);

  private final Cache<String, AtomicInteger> recent =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();
  private AuditTrail trail;

  @SuppressWarnings("NullAway.Init")
  protected RefusalAudit() {}

  @Inject
  RefusalAudit(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void refused(CurrentActor.Origin origin, String door) {
    AtomicInteger knocks = recent.get(origin.remoteAddress(), address -> new AtomicInteger());
    if (knocks.incrementAndGet() > MOST_EACH_MINUTE) {
      return;
    }
    AuditTrail.Entry entry = trail.open(AuditAction.LOGIN, NOBODY, origin);
    entry.query(AuditRepository.cut(door, MOST_DOOR)).denied("none");
    entry.fail(new ProblemException(ProblemCode.UNAUTHENTICATED));
  }
}
