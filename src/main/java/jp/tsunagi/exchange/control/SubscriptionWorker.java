package jp.tsunagi.exchange.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.exchange.control.SubscriptionNotifier.NotDelivered;
import jp.tsunagi.exchange.entity.Subscription;
import jp.tsunagi.exchange.entity.Subscription.Event;
import jp.tsunagi.exchange.entity.Subscription.State;
import jp.tsunagi.exchange.entity.Subscription.Status;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 購読の作業. Leads subscriptions from requested to active, tells what waits in the order it was
 * written, tries again with longer and longer pauses, and gives up with an error the author can
 * read.
 */
@ApplicationScoped
public class SubscriptionWorker {
  private static final Logger LOG = Logger.getLogger(SubscriptionWorker.class.getName());
  private static final int AFTER_SCHEMA = 1_200;
  private static final int AT_ONCE = 50;
  private static final int TOLD_AT_ONCE = 4;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** Until every node knows what is watched. */
  private static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(3);

  @Resource private ManagedThreadFactory threads;
  private SubscriptionRepository subscriptions;
  private SubscriptionObserver observer;
  private SubscriptionNotifier notifier;
  private EndpointGuard guard;
  private RecordStore store;
  private UserTransaction transaction;
  private ExchangeConfig config;
  private Clock clock;
  private final String holder = UUID.randomUUID().toString();
  private @Nullable ScheduledExecutorService executor;
  private @Nullable ExecutorService tellers;

  @SuppressWarnings("NullAway.Init")
  protected SubscriptionWorker() {}

  @Inject
  SubscriptionWorker(
      SubscriptionRepository subscriptions,
      SubscriptionObserver observer,
      SubscriptionNotifier notifier,
      EndpointGuard guard,
      RecordStore store,
      UserTransaction transaction,
      ExchangeConfig config,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.observer = observer;
    this.notifier = notifier;
    this.guard = guard;
    this.store = store;
    this.transaction = transaction;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes @Priority(AFTER_SCHEMA) @Initialized(ApplicationScoped.class) Object start) {
    tellers = Executors.newFixedThreadPool(TOLD_AT_ONCE, threads);
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(this::work, 1_000, 500, TimeUnit.MILLISECONDS);
    executor.scheduleWithFixedDelay(this::forget, 1, 30, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
    if (tellers != null) {
      tellers.shutdownNow();
    }
  }

  private void work() {
    try {
      observer.refresh();
      long now = clock.millis();
      for (State over : subscriptions.over(now)) {
        enter(over.id(), Status.OFF, null);
      }
      for (State requested : subscriptions.requestedBefore(now - KNOWN_EVERYWHERE.toMillis())) {
        activate(requested);
      }
      for (State due : subscriptions.due(now)) {
        if (tellers != null && subscriptions.claim(due.id(), holder, now, now + LEASE.toMillis())) {
          tellers.execute(() -> tell(due));
        }
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.FINE, "subscriptions wait for the database", failure);
    }
  }

  private void activate(State requested) {
    Optional<Subscription> subscription = read(requested.id());
    if (subscription.isEmpty()) {
      subscriptions.delete(requested.id());
      return;
    }
    boolean reachable = guard.resolve(subscription.get().endpoint()).isPresent();
    enter(
        requested.id(),
        reachable ? Status.ACTIVE : Status.ERROR,
        reachable ? null : "the endpoint leads to no permitted address");
  }

  private void tell(State state) {
    try {
      Optional<Subscription> subscription = read(state.id());
      if (subscription.isEmpty()) {
        subscriptions.delete(state.id());
        return;
      }
      tellAll(state, subscription.get());
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, failure, () -> "subscription " + state.id() + " waits");
      pause(state, "the notification could not be made");
    } finally {
      release(state.id());
    }
  }

  private void tellAll(State state, Subscription subscription) {
    try {
      Actor author = notifier.requireAuthor(state.author());
      for (Event event : subscriptions.events(state.id(), AT_ONCE)) {
        long now = clock.millis();
        if (!subscriptions.claim(state.id(), holder, now, now + LEASE.toMillis())) {
          return;
        }
        notifier.tell(subscription, event, author);
        subscriptions.told(state.id(), event);
      }
    } catch (NotDelivered failure) {
      pause(state, String.valueOf(failure.getMessage()));
    }
  }

  private void release(String id) {
    try {
      subscriptions.release(id, holder);
    } catch (RuntimeException failure) {
      LOG.log(Level.FINE, "a lease runs out by itself", failure);
    }
  }

  /** One more failure: later again, or the end. */
  private void pause(State state, String why) {
    try {
      int failures = subscriptions.find(state.id()).map(State::failures).orElse(0) + 1;
      long pause =
          Math.min(
              LONGEST_PAUSE.toMillis(),
              config.subscriptionPause().toMillis() << Math.min(failures - 1, 20));
      subscriptions.failed(state.id(), failures, clock.millis() + pause);
      if (failures >= config.subscriptionAttempts()) {
        enter(state.id(), Status.ERROR, why);
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "a failed notification is not written down", failure);
    }
  }

  private Optional<Subscription> read(String id) {
    return store
        .read(new ResourceKey("Subscription", id), Visibility.ALL)
        .map(SubscriptionMapper::toSubscription);
  }

  /** Writes the state into the Subscription, where its author reads it. */
  private void enter(String id, Status status, @Nullable String error) {
    try {
      transaction.begin();
      boolean written = false;
      try {
        Optional<FhirResource> resource = store.lock(new ResourceKey("Subscription", id));
        if (resource.isPresent()) {
          store.update(
              SubscriptionMapper.withStatus(resource.get(), status, error),
              null,
              Actor.system("subscriptions"),
              Door.SYSTEM);
        } else {
          subscriptions.delete(id);
        }
        written = true;
      } finally {
        if (!written) {
          transaction.rollback();
        }
      }
      transaction.commit();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("the state of a subscription is not written", failure);
    }
  }

  private void forget() {
    try {
      subscriptions.forgetBefore(clock.millis() - config.subscriptionKept().toMillis());
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "old notifications stay", failure);
    }
  }
}
