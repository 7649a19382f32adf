package jp.tsunagi.audit.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** The journal of this node, brought to the disk every few milliseconds. */
@ApplicationScoped
public class NodeJournal {
  private static final Logger LOG = Logger.getLogger(NodeJournal.class.getName());

  @Resource private ManagedThreadFactory threads;
  private AuditConfig config;
  private @Nullable Journal journal;
  private @Nullable ScheduledExecutorService syncing;
  private String node = "";

  @SuppressWarnings("NullAway.Init")
  protected NodeJournal() {}

  @Inject
  NodeJournal(AuditConfig config) {
    this.config = config;
  }

  /** The journal, opened on first use. */
  synchronized Journal open() {
    if (journal == null) {
      Journal opened = Journal.open(config.folder(), config.segmentBytes());
      node = NodeName.of(config.folder());
      long every = config.syncEvery().toMillis();
      syncing = Executors.newSingleThreadScheduledExecutor(threads);
      syncing.scheduleWithFixedDelay(opened::sync, every, every, TimeUnit.MILLISECONDS);
      journal = opened;
    }
    return journal;
  }

  String node() {
    open();
    return node;
  }

  /** Records the row; when this returns it survives the death of the process. */
  void append(AuditRow row) {
    try {
      open().append(row);
    } catch (RuntimeException e) {
      throw unavailable(e);
    }
  }

  void appendCommitted(String rowId, byte[] digest) {
    open().appendCommitted(rowId, digest);
  }

  // What cannot be recorded must not be shown: the access fails, and can be tried again later.
  private static ProblemException unavailable(RuntimeException cause) {
    LOG.log(Level.SEVERE, "an access could not be recorded and was refused", cause);
    ProblemException busy = new ProblemException(ProblemCode.BUSY);
    busy.initCause(cause);
    return busy;
  }

  boolean isSound() {
    try {
      return open().isSound();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the audit journal cannot be opened", e);
      return false;
    }
  }

  // A method called before the end may not throw a checked exception: the server refuses to deploy
  // it.
  @PreDestroy
  synchronized void close() {
    if (syncing != null) {
      syncing.shutdown();
    }
    try {
      if (journal != null) {
        journal.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
