package jp.tsunagi.seed.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.platform.boundary.PassingFailure;

/**
 * 投入の進行. Carries out the plan from where it stands and tells how far it is. While it runs the
 * application is not ready.
 */
@ApplicationScoped
public class Seeding {
  private static final Logger LOG = Logger.getLogger(Seeding.class.getName());
  private static final int WORKERS = 2;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

  /** How far the seeding is. */
  public enum State {
    NOT_WANTED,
    RUNNING,
    DONE,
    FAILED
  }

  private SeedService service;
  private SeedConfig config;
  private Clock clock;
  private volatile State state = State.NOT_WANTED;
  private volatile int written;
  private volatile int planned;
  private Instant reported = Instant.EPOCH;

  @SuppressWarnings("NullAway.Init")
  protected Seeding() {}

  @Inject
  Seeding(SeedService service, SeedConfig config, Clock clock) {
    this.service = service;
    this.config = config;
    this.clock = clock;
  }

  public boolean isWanted() {
    return config.enabled();
  }

  public State state() {
    return state;
  }

  public int written() {
    return written;
  }

  public int planned() {
    return planned;
  }

  /** From now on not ready. Called before {@link #run} is handed to another thread. */
  public void begin() {
    state = State.RUNNING;
  }

  /**
   * Writes what is missing.
   *
   * @param executor runs the workers that share the portions of synthetic residents
   */
  public void run(ExecutorService executor) {
    try {
      OptionalInt residents = service.planned(config.residents());
      if (residents.isPresent()) {
        carryOut(new SeedPlan(clock, residents.getAsInt()), executor);
      }
      state = State.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      state = State.FAILED;
    } catch (RuntimeException | ExecutionException e) {
      // Not ready from here on: half a cast would mislead everybody who looks at it.
      state = State.FAILED;
      LOG.log(Level.SEVERE, "the demo data could not be written", e);
    }
  }

  private void carryOut(SeedPlan plan, ExecutorService executor)
      throws InterruptedException, ExecutionException {
    planned = plan.residents();
    Instant began = clock.instant();
    boolean fresh = write(plan, SeedPlan.DIRECTORY) | write(plan, SeedPlan.CAST);
    AtomicInteger next = new AtomicInteger(SeedPlan.CAST + 1);
    List<Callable<Boolean>> workers =
        Collections.nCopies(WORKERS, () -> writeOneAfterAnother(plan, next));
    for (Future<Boolean> worker : executor.invokeAll(workers)) {
      fresh |= worker.get();
    }
    if (fresh) {
      LOG.info(
          "demo data: the cast and "
              + planned
              + " residents in "
              + Duration.between(began, clock.instant()).toSeconds()
              + " s");
    }
  }

  private boolean writeOneAfterAnother(SeedPlan plan, AtomicInteger next) {
    boolean fresh = false;
    for (int portion = next.getAndIncrement();
        portion < plan.portions();
        portion = next.getAndIncrement()) {
      fresh |= write(plan, portion);
      report(plan.residentsIn(portion));
    }
    return fresh;
  }

  private boolean write(SeedPlan plan, int portion) {
    if (service.isThere(plan.markOf(portion))) {
      return false;
    }
    // Two workers can meet at the same gap of an index; the loser has written nothing and does it
    // again.
    return PassingFailure.outlast(
        () -> {
          service.write(plan.resources(portion));
          return true;
        });
  }

  private synchronized void report(int more) {
    written += more;
    Instant now = clock.instant();
    if (reported.plus(BETWEEN_REPORTS).isBefore(now)) {
      reported = now;
      LOG.info("demo data: " + written + " of " + planned + " residents");
    }
  }
}
