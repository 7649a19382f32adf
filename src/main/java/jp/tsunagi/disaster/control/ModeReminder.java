package jp.tsunagi.disaster.control;

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
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.notification.boundary.Notice;
import jp.tsunagi.notification.boundary.Notices;
import org.jspecify.annotations.Nullable;

/**
 * 確認のない緊急モードの知らせ. Looks every few seconds for an emergency mode whose second signature is overdue,
 * and tells the city's disaster staff and the auditors: once for each declaration, by whichever
 * node looks first, and after a restart too, for what was told is kept with the notice.
 */
@ApplicationScoped
public class ModeReminder {
  private static final Logger LOG = Logger.getLogger(ModeReminder.class.getName());
  private static final int AFTER_SCHEMA = 1_300;
  private static final int LOOK_EVERY_SECONDS = 5;
  private static final Actor SYSTEM = Actor.system("disaster");

  @Resource private ManagedThreadFactory threads;
  private DisasterRepository disasters;
  private Notices notices;
  private UserTransaction transaction;
  private Clock clock;
  private @Nullable ScheduledExecutorService executor;
  private boolean waiting;

  @SuppressWarnings("NullAway.Init")
  protected ModeReminder() {}

  @Inject
  ModeReminder(
      DisasterRepository disasters, Notices notices, UserTransaction transaction, Clock clock) {
    this.disasters = disasters;
    this.notices = notices;
    this.transaction = transaction;
    this.clock = clock;
  }

  void start(@Observes @Priority(AFTER_SCHEMA) @Initialized(ApplicationScoped.class) Object start) {
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  private void look() {
    try {
      tellAll();
      waiting = false;
    } catch (RuntimeException failure) {
      if (!waiting) {
        LOG.log(Level.WARNING, "nobody is told of unconfirmed emergency modes for now", failure);
      }
      waiting = true;
    }
  }

  /** Tells of every one that is overdue now and was not told of. */
  void tellAll() {
    Instant since = clock.instant().minus(EmergencyMode.CONFIRMED_WITHIN);
    for (StoredDisaster stored : disasters.unconfirmedAndUntold(since)) {
      tellInTransaction(stored);
    }
  }

  private void tellInTransaction(StoredDisaster stored) {
    try {
      transaction.begin();
      boolean told = false;
      try {
        tell(stored);
        told = true;
      } finally {
        if (!told) {
          transaction.rollback();
        }
      }
      transaction.commit();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("an unconfirmed emergency mode is not told of", failure);
    }
  }

  // The row comes first: of two nodes the second waits for it, finds it, and tells nobody.
  private void tell(StoredDisaster stored) {
    EmergencyMode mode = Objects.requireNonNull(stored.disaster().mode());
    if (!disasters.remind(stored.sid(), mode.from(), clock.instant())) {
      return;
    }
    Disaster disaster = stored.disaster();
    notices.tellDisasterStaffAndAuditors(
        disaster.areas().stream().map(AreaCode::city).collect(Collectors.toSet()),
        new Notice(
            Notice.Kind.MODE_UNCONFIRMED,
            "CarePlan/" + disaster.id(),
            SYSTEM,
            disaster.exercise()));
  }
}
