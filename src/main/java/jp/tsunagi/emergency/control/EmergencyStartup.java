package jp.tsunagi.emergency.control;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * 通報受付の開始. Makes the case book again where it is missing (a record restored without it), and
 * rehearses an alarm from end to end, so that the first real one after a start does not wait
 * seconds for code that nobody has used yet. Ready only afterwards.
 */
@ApplicationScoped
public class EmergencyStartup {
  private static final Logger LOG = Logger.getLogger(EmergencyStartup.class.getName());
  private static final int AFTER_THE_SCHEMA = 5_000;

  @Resource private ManagedExecutorService executor;
  @Resource private UserTransaction transaction;
  private CaseBookRebuild rebuild;
  private AlarmRehearsal rehearsal;
  private volatile boolean done;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyStartup() {}

  @Inject
  EmergencyStartup(CaseBookRebuild rebuild, AlarmRehearsal rehearsal) {
    this.rebuild = rebuild;
    this.rehearsal = rehearsal;
  }

  void begin(
      @Observes @Priority(AFTER_THE_SCHEMA) @Initialized(ApplicationScoped.class) Object start) {
    executor.execute(this::prepare);
  }

  public boolean isDone() {
    return done;
  }

  // A failure is the operator's to know; it must not keep alarms from being taken.
  private void prepare() {
    try {
      transaction.begin();
      try {
        int entries = rebuild.rebuildIfMissing();
        if (entries > 0) {
          LOG.log(Level.INFO, "the case book was made again from {0} calls and steps", entries);
        }
        transaction.commit();
      } catch (Exception failed) {
        transaction.rollback();
        LOG.log(Level.SEVERE, "the case book cannot be made again", failed);
      }
      rehearse();
    } catch (NotSupportedException | SystemException failed) {
      LOG.log(Level.SEVERE, "no transaction to prepare the taking of alarms in", failed);
    } finally {
      done = true;
    }
  }

  private void rehearse() throws NotSupportedException, SystemException {
    transaction.begin();
    try {
      rehearsal.play();
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "an alarm could not be rehearsed", failed);
    } finally {
      // Always: a rehearsal leaves no trace.
      transaction.rollback();
    }
  }
}
