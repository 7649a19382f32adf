package jp.tsunagi.platform.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEventFilter;
import jp.tsunagi.platform.boundary.LiveEventOrder;
import jp.tsunagi.platform.boundary.LiveEvents;
import org.jspecify.annotations.Nullable;

/**
 * 速報の中継. Keeps the open streams and sends each committed event to those who may see it, in one
 * order for all.
 *
 * <p>Events are numbered by one thread after their commit, so a number is never sent before a
 * smaller one and {@code Last-Event-ID} resumes exactly.
 */
@ApplicationScoped
public class LiveEventHub implements LiveEvents, LiveEventOrder {
  private static final Logger LOG = Logger.getLogger(LiveEventHub.class.getName());
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration REVIEW = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofHours(72);
  private static final String WAKE = "jp.tsunagi.live-events";

  @Resource private TransactionSynchronizationRegistry transactions;
  @Resource private ManagedThreadFactory threads;
  @Inject private LiveEventRepository repository;
  @Inject private Instance<LiveEventFilter> filter;
  @Inject private LiveEventPlaces places;
  @Inject private Clock clock;

  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean woken = new AtomicBoolean();
  private @Nullable ScheduledExecutorService sender;
  private volatile long last = -1;

  @Override
  public void publish(LiveEvent event) {
    repository.add(event, clock.instant());
    if (transactions.getTransactionKey() == null) {
      wake();
    } else if (transactions.getResource(WAKE) == null) {
      transactions.putResource(WAKE, true);
      transactions.registerInterposedSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
              if (status == Status.STATUS_COMMITTED) {
                wake();
              }
            }
          });
    }
  }

  @Override
  public String lastPlace() {
    long known = last;
    try {
      return places.of(known < 0 ? repository.lastNumber() : known);
    } catch (SQLException e) {
      throw new IllegalStateException("the last live event is unknown", e);
    }
  }

  /**
   * Adds a stream; what it missed since {@code lastSeen} is sent first. A negative number: nothing
   * was missed.
   */
  Future<?> add(LiveStream stream, long lastSeen) {
    return sender().submit(() -> resume(stream, lastSeen));
  }

  void remove(LiveStream stream) {
    streams.remove(stream);
  }

  int open() {
    return streams.size();
  }

  private void resume(LiveStream stream, long lastSeen) {
    try {
      drain();
      long number = lastSeen;
      while (number >= 0 && number < last) {
        var missed = repository.sentAfter(number);
        if (missed.isEmpty()) {
          break;
        }
        for (LiveEventRepository.Numbered event : missed) {
          offer(stream, event);
          number = event.number();
        }
      }
      streams.add(stream);
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "a stream could not resume", e);
      stream.close();
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      sender().execute(this::send);
    }
  }

  private void send() {
    woken.set(false);
    try {
      drain();
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "live events wait for the database", e);
    }
  }

  private void drain() throws SQLException {
    if (last < 0) {
      last = repository.lastNumber();
    }
    for (var events = repository.numberUnsent(last);
        !events.isEmpty();
        events = repository.numberUnsent(last)) {
      for (LiveEventRepository.Numbered event : events) {
        last = event.number();
        for (LiveStream stream : streams) {
          offer(stream, event);
        }
      }
    }
  }

  private void offer(LiveStream stream, LiveEventRepository.Numbered event) {
    Optional<Actor> actor = stream.actor();
    if (actor.isEmpty()) {
      stream.close();
    } else if (!filter.isUnsatisfied() && filter.get().maySee(actor.get(), event.event())) {
      LiveEvent shown = filter.get().shown(actor.get(), event.event());
      String content = shown == event.event() ? event.content() : json(shown);
      stream.send(places.of(event.number()), shown.name(), content);
    }
  }

  private static String json(LiveEvent event) {
    try {
      return Json.mapper().writeValueAsString(event.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("live event is unwritable", e);
    }
  }

  private void review() {
    try {
      streams.forEach(LiveStream::review);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "open streams were not reviewed", e);
    }
  }

  private void beat() {
    streams.forEach(LiveStream::beat);
    // Also what a lost wake-up left behind, and what another node wrote.
    send();
  }

  private void forget() {
    try {
      repository.forgetBefore(clock.instant().minus(KEPT));
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "old live events stay", e);
    }
  }

  private synchronized ScheduledExecutorService sender() {
    if (sender == null) {
      sender = Executors.newSingleThreadScheduledExecutor(threads);
      sender.scheduleAtFixedRate(
          this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
      sender.scheduleAtFixedRate(
          this::review, REVIEW.toMillis(), REVIEW.toMillis(), TimeUnit.MILLISECONDS);
      sender.scheduleAtFixedRate(this::forget, 1, 60, TimeUnit.MINUTES);
    }
    return sender;
  }

  @PreDestroy
  void stop() {
    if (sender != null) {
      sender.shutdownNow();
    }
    streams.forEach(LiveStream::close);
  }
}
