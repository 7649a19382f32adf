package jp.tsunagi.seed.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * 投入の進行. Carries out the plan from where it stands and tells how far it is. While it runs the
 * application is not ready.
 */
@ApplicationScoped
public class Seeding {
  private static final Logger LOG = Logger.getLogger(Seeding.class.getName());
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

  public void run() {
    try {
      OptionalInt residents = service.planned(config.residents());
      if (residents.isPresent()) {
        carryOut(new SeedPlan(clock, residents.getAsInt()));
      }
      state = State.DONE;
    } catch (RuntimeException e) {
      // Not ready from here on: half a cast would mislead everybody who looks at it.
      state = State.FAILED;
      LOG.log(Level.SEVERE, "the demo data could not be written", e);
    }
  }

  private void carryOut(SeedPlan plan) {
    planned = plan.residents();
    Instant began = clock.instant();
    Instant reported = began;
    int portions = 0;
    for (int portion = 0; portion < plan.portions(); portion++) {
      if (!service.isThere(plan.markOf(portion))) {
        service.write(plan.resources(portion));
        portions++;
      }
      written = plan.residentsAfter(portion);
      if (reported.plus(BETWEEN_REPORTS).isBefore(clock.instant())) {
        reported = clock.instant();
        LOG.info("demo data: " + written + " of " + planned + " residents");
      }
    }
    if (portions > 0) {
      LOG.info(
          "demo data: the cast and "
              + planned
              + " residents in "
              + Duration.between(began, clock.instant()).toSeconds()
              + " s");
    }
  }
}
