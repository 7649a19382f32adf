package jp.tsunagi.audit.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.audit.boundary.ChainHeads;
import org.jspecify.annotations.Nullable;

/** 先端の書き出し. Writes the heads of the chains to a file each day, soon after midnight. */
@ApplicationScoped
public class HeadExport {
  private static final Logger LOG = Logger.getLogger(HeadExport.class.getName());
  private static final int AFTER_REPLAY = 1_100;
  private static final int LOOK_EVERY_SECONDS = 60;

  @Resource private ManagedThreadFactory threads;
  private AuditStore store;
  private AuditConfig config;
  private Clock clock;
  private @Nullable ScheduledExecutorService executor;

  @SuppressWarnings("NullAway.Init")
  protected HeadExport() {}

  @Inject
  HeadExport(AuditStore store, AuditConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes @Priority(AFTER_REPLAY) @Initialized(ApplicationScoped.class) Object start) {
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(
        this::keepToday, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  /** The heads as they are now. */
  public ChainHeads now() {
    return new ChainHeads(clock.instant(), store.heads());
  }

  void keepToday() {
    try {
      LocalDate today = LocalDate.now(clock);
      if (!HeadFiles.has(config.headsFolder(), today)) {
        HeadFiles.write(config.headsFolder(), today, now());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the heads of the audit chains wait to be kept", e);
    }
  }
}
