package jp.tsunagi.exchange.control;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.exchange.entity.Subscription;
import jp.tsunagi.exchange.entity.Subscription.Waiting;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ClosingConnection;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchUrl;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 購読の受付. Checks Subscriptions as they are written, whichever door they come through, and writes
 * down each change that somebody subscribed to, in the transaction of the change: what is committed
 * is told, what is not is not.
 *
 * <p>Which types are watched is known from memory. Another node learns of a subscription within
 * seconds, and none becomes active before: from then on nothing is missed.
 */
@ApplicationScoped
public class SubscriptionObserver {
  private static final Logger LOG = Logger.getLogger(SubscriptionObserver.class.getName());
  private static final int AFTER_PROJECTIONS = 5_000;
  private static final Set<String> OURS =
      Set.of(
          "host", "content-length", "content-type", "connection", "transfer-encoding", "upgrade");

  private static final String WAITING = "jp.tsunagi.exchange.subscription-events";

  @Resource private TransactionSynchronizationRegistry transactions;
  private SubscriptionRepository subscriptions;
  private EndpointGuard guard;
  private RecordStore store;
  private Clock clock;
  private volatile Map<String, Set<String>> watched = Map.of();
  private volatile boolean stale = true;

  @SuppressWarnings("NullAway.Init")
  protected SubscriptionObserver() {}

  @Inject
  SubscriptionObserver(
      SubscriptionRepository subscriptions, EndpointGuard guard, RecordStore store, Clock clock) {
    this.subscriptions = subscriptions;
    this.guard = guard;
    this.store = store;
    this.clock = clock;
  }

  void beforeWrite(@Observes RecordChanging change) {
    FhirResource after = change.after();
    if (after == null
        || !SubscriptionMapper.isSubscription(after)
        || change.door() == Door.SYSTEM) {
      return;
    }
    FhirResource before = change.before();
    if (before != null) {
      SubscriptionMapper.keepHidden(before, after);
    }
    SubscriptionMapper.request(after);
    check(SubscriptionMapper.toSubscription(after));
  }

  private void check(Subscription wanted) {
    List<Violation> violations = new ArrayList<>();
    if (!wanted.channel().equals("rest-hook")) {
      violations.add(Violation.of("Subscription.channel.type", "not-a-code", "rest-hook"));
    }
    if (guard.permitted(wanted.endpoint()).isEmpty()) {
      violations.add(Violation.of("Subscription.channel.endpoint", "endpoint"));
    }
    String payload = wanted.payload();
    if (payload != null
        && !SubscriptionMapper.mediaTypes().contains(payload.replaceFirst(";.*", "").strip())) {
      violations.add(
          Violation.of(
              "Subscription.channel.payload",
              "not-a-code",
              String.join(", ", SubscriptionMapper.mediaTypes())));
    }
    if (!wanted.headers().stream().allMatch(SubscriptionObserver::isHeader)) {
      violations.add(Violation.of("Subscription.channel.header", "header"));
    }
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    // A search that finds nothing and is refused for the same reasons as one that would.
    store.search(
        SearchUrl.parse(wanted.criteria()).count(0), (alias, type) -> Visibility.Condition.NEVER);
  }

  private static boolean isHeader(String header) {
    return header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+:[ \\t]*[\\x21-\\x7e][\\x20-\\x7e]*")
        && !OURS.contains(header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT));
  }

  void afterWrite(@Observes @Priority(AFTER_PROJECTIONS) RecordChanged change) {
    FhirResource subject = change.subject();
    if (SubscriptionMapper.isSubscription(subject)) {
      follow(change, subject, change.after());
    }
    Set<String> interested = watched().getOrDefault(subject.type(), Set.of());
    if (!interested.isEmpty() && change.operation() != Operation.DELETE) {
      interested.forEach(one -> note(new Waiting(one, subject.type(), subject.id())));
    }
  }

  /** Kept until the transaction ends, so that a Bundle of a hundred costs one statement. */
  private void note(Waiting change) {
    if (transactions.getTransactionKey() == null) {
      throw new IllegalStateException("the record is changed inside a transaction only");
    }
    @SuppressWarnings("unchecked")
    Set<Waiting> known = (Set<Waiting>) transactions.getResource(WAITING);
    if (known != null) {
      known.add(change);
      return;
    }
    Set<Waiting> waiting = new LinkedHashSet<>(Set.of(change));
    transactions.putResource(WAITING, waiting);
    ClosingConnection held = subscriptions.hold();
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            subscriptions.add(held, List.copyOf(waiting), clock.millis());
          }

          @Override
          public void afterCompletion(int status) {
            held.close();
          }
        });
  }

  private void follow(RecordChanged change, FhirResource subject, @Nullable FhirResource after) {
    if (after == null) {
      if (!change.actor().isSystem() && !change.actor().has(Role.CITY_WELFARE)) {
        requireAuthor(change, subject.id());
      }
      subscriptions.delete(subject.id());
      return;
    }
    Subscription subscription = SubscriptionMapper.toSubscription(after);
    if (change.door() == Door.SYSTEM) {
      subscriptions.setStatus(subscription.id(), subscription.status());
    } else {
      requireAuthor(change, subscription.id());
      subscriptions.put(subscription, Requester.of(change.actor()), clock.millis());
      subscriptions.setStatus(subscription.id(), subscription.status());
    }
  }

  // What is told is what the author may see: nobody else makes it more, or leads it elsewhere.
  private void requireAuthor(RecordChanged change, String id) {
    boolean foreign =
        subscriptions
            .find(id)
            .filter(known -> !known.author().isAccountOf(change.actor()))
            .isPresent();
    if (foreign) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordChanged change) {
    if (SubscriptionMapper.isSubscription(change.subject())) {
      stale = true;
    }
  }

  /** A change must not pass unseen because what is watched could not be read. */
  private Map<String, Set<String>> watched() {
    if (stale) {
      load();
    }
    return watched;
  }

  private void load() {
    stale = false;
    boolean loaded = false;
    try {
      watched = subscriptions.watched();
      loaded = true;
    } finally {
      stale |= !loaded;
    }
  }

  /** Learns what other nodes wrote; each second. */
  void refresh() {
    try {
      load();
    } catch (RuntimeException failure) {
      LOG.log(Level.FINE, "what is watched cannot be read", failure);
    }
  }
}
