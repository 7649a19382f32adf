package jp.tsunagi.record.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.control.IndexRebuildRepository;
import jp.tsunagi.record.control.IndexRebuildRepository.Mark;
import jp.tsunagi.record.control.RecordTransaction;

/**
 * 索引の作り直し. Makes the search index anew while the system serves, for the administrator after search
 * parameters have changed. It works in the background on one node, a hundred resources at a time;
 * what broke it off, it goes on from.
 */
@ApplicationScoped
public class IndexRebuildService {
  private static final Logger LOG = Logger.getLogger(IndexRebuildService.class.getName());
  private static final String CONFIGURATION = "configuration";

  /** Nothing done for so long means that the node that did it is gone. */
  private static final Duration LIFE_SIGN = Duration.ofSeconds(30);

  // Not an executor: that would hand on the request's invocation, whose end takes the connections
  // of the work away.
  @Resource private ManagedThreadFactory threads;
  private RecordIndex index;
  private IndexRebuildRepository marks;
  private RecordTransaction transaction;
  private CurrentActor current;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected IndexRebuildService() {}

  @Inject
  IndexRebuildService(
      RecordIndex index,
      IndexRebuildRepository marks,
      RecordTransaction transaction,
      CurrentActor current,
      AuditScope audit,
      Clock clock) {
    this.index = index;
    this.marks = marks;
    this.transaction = transaction;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins, or goes on with what was broken off.
   *
   * @param anew from the first resource, also when something was broken off
   */
  @Audited(AuditAction.EXECUTE)
  public IndexRebuild start(boolean anew) {
    requireAdministrator();
    Mark mark = transaction.inNew(() -> begun(anew));
    threads.newThread(() -> work(mark)).start();
    return told(mark);
  }

  private Mark begun(boolean anew) {
    Optional<Mark> known = marks.find(true);
    if (known.filter(this::isAlive).isPresent()) {
      throw new ProblemException(ProblemCode.CONFLICT);
    }
    long now = clock.millis();
    Mark mark =
        known
            .filter(old -> !anew && !old.state().equals(IndexRebuildRepository.DONE))
            .map(old -> old.in(IndexRebuildRepository.RUNNING, now))
            .orElseGet(
                () ->
                    new Mark(
                        IndexRebuildRepository.RUNNING, Long.MIN_VALUE, 0, index.size(), now, now));
    marks.put(mark);
    return mark;
  }

  /** How far it is. */
  @Audited(AuditAction.READ)
  public IndexRebuild progress() {
    requireAdministrator();
    return marks
        .find(false)
        .map(this::told)
        .orElseGet(() -> new IndexRebuild("none", 0, 0, Instant.EPOCH, Instant.EPOCH));
  }

  private void requireAdministrator() {
    audit.resource("search-index");
    if (!current.get().has(Role.SYSTEM_ADMIN)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    audit.ground(CONFIGURATION, "");
  }

  private void work(Mark begun) {
    try {
      index.rebuild(
          begun.lastSid(),
          (last, resources) ->
              marks.put(marks.find(true).orElse(begun).after(last, resources, clock.millis())));
      end(IndexRebuildRepository.DONE);
    } catch (RuntimeException failure) {
      LOG.log(Level.SEVERE, "the index could not be made anew", failure);
      end(IndexRebuildRepository.FAILED);
    }
  }

  private void end(String state) {
    transaction.inNew(
        () -> {
          marks.find(true).ifPresent(mark -> marks.put(mark.in(state, clock.millis())));
          return state;
        });
  }

  private boolean isAlive(Mark mark) {
    return mark.isRunning() && clock.millis() - mark.changedAt() < LIFE_SIGN.toMillis();
  }

  private IndexRebuild told(Mark mark) {
    String state = mark.isRunning() && !isAlive(mark) ? "stopped" : mark.state();
    return new IndexRebuild(
        state,
        mark.done(),
        mark.ofAbout(),
        Instant.ofEpochMilli(mark.startedAt()),
        Instant.ofEpochMilli(mark.changedAt()));
  }
}
