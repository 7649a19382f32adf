package jp.tsunagi.audit.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;
import org.jspecify.annotations.Nullable;

/**
 * 転記. Carries the journal into the database, each record exactly once: rows and links commit
 * together, and where to go on is asked of the database whenever that is not certain.
 */
@ApplicationScoped
public class JournalReplayer {
  private static final Logger LOG = Logger.getLogger(JournalReplayer.class.getName());
  private static final Duration ADOPT_AFTER = Duration.ofMinutes(1);
  private static final Duration ADOPT_FROM_OTHERS_AFTER = Duration.ofHours(1);
  private static final int AT_ONCE = 500;
  private static final int AFTER_SCHEMA = 1_000;

  @Resource private ManagedThreadFactory threads;
  private NodeJournal journal;
  private AuditStore store;
  private AuditRepository written;
  private AuditConfig config;
  private UserTransaction transaction;
  private Clock clock;
  private @Nullable ScheduledExecutorService executor;
  private Journal.@Nullable Position position;
  private volatile long replayed;
  private boolean complained;

  @SuppressWarnings("NullAway.Init")
  protected JournalReplayer() {}

  @Inject
  JournalReplayer(
      NodeJournal journal,
      AuditStore store,
      AuditRepository written,
      AuditConfig config,
      UserTransaction transaction,
      Clock clock) {
    this.journal = journal;
    this.store = store;
    this.written = written;
    this.config = config;
    this.transaction = transaction;
    this.clock = clock;
  }

  void start(@Observes @Priority(AFTER_SCHEMA) @Initialized(ApplicationScoped.class) Object start) {
    journal.open();
    long every = config.replayEvery().toMillis();
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(this::replay, every, every, TimeUnit.MILLISECONDS);
    executor.scheduleWithFixedDelay(this::adopt, 0, 30, TimeUnit.SECONDS);
  }

  /** Waits until everything recorded so far can be found, or the time is over. */
  public void catchUp(Duration atMost) {
    ScheduledExecutorService running = executor;
    if (running == null || replayed >= journal.open().lastSeq()) {
      return;
    }
    Future<?> replay = running.submit(this::replay);
    try {
      replay.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.FINE, "the trail is shown as far as it is carried over", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void replay() {
    try {
      Journal open = journal.open();
      // What comes meanwhile is for the next time: more in one block costs less.
      long end = open.lastSeq();
      while (replayed < end || position == null) {
        replaySome(open);
      }
      open.forget(replayed, config.segmentsKept());
      complained = false;
    } catch (Exception e) {
      position = null;
      if (!complained) {
        LOG.log(Level.WARNING, "the audit journal waits for the database", e);
        complained = true;
      }
    }
  }

  private void replaySome(Journal open) throws Exception {
    Journal.Position from = position == null ? resume(open) : position;
    Journal.Batch batch = open.read(from);
    for (int i = 0; i < batch.records().size(); i += AT_ONCE) {
      List<JournalRecord> some =
          batch.records().subList(i, Math.min(i + AT_ONCE, batch.records().size())).stream()
              .filter(record -> record.link().seq() > replayed)
              .toList();
      if (!some.isEmpty()) {
        // Unknown until it is known that the commit happened.
        position = null;
        insert(some);
        replayed = some.get(some.size() - 1).link().seq();
      }
    }
    position = batch.next();
  }

  private Journal.Position resume(Journal open) throws IOException {
    replayed = store.lastSeq(journal.node());
    if (replayed > open.lastSeq()) {
      throw new IOException(
          "the database knows "
              + replayed
              + " records of this journal, which ends at "
              + open.lastSeq()
              + ": it was cut or restored from an old copy. Move the folder away to begin a new"
              + " journal; the verification of the chain will name the gap.");
    }
    return open.after(replayed)
        .orElseThrow(() -> new IOException("record " + (replayed + 1) + " of the journal is gone"));
  }

  private void insert(List<JournalRecord> records) throws Exception {
    transaction.begin();
    boolean inserted = false;
    try {
      store.insertReplayed(journal.node(), records);
      inserted = true;
    } finally {
      if (!inserted) {
        transaction.rollback();
      }
    }
    transaction.commit();
  }

  // A process that died between a commit and its record in the journal left rows without a link.
  private void adopt() {
    try {
      replay();
      if (position == null) {
        return;
      }
      for (AuditRepository.Kept row :
          written.unchained(
              journal.node(),
              clock.instant().minus(ADOPT_AFTER),
              clock.instant().minus(ADOPT_FROM_OTHERS_AFTER),
              AT_ONCE)) {
        journal.appendCommitted(row.id(), ChainLink.digest(row.content()));
      }
      replay();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "rows without a link wait", e);
    }
  }

  @PreDestroy
  void stop() {
    if (executor != null) {
      executor.shutdown();
    }
  }
}
