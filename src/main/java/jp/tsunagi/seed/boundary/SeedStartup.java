package jp.tsunagi.seed.boundary;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jp.tsunagi.seed.control.Seeding;

/**
 * 起動時の投入. Starts the seeding once the schema and everything else is there, beside the server's own
 * start.
 */
@ApplicationScoped
public class SeedStartup {
  private static final int AFTER_EVERYTHING = 10_000;

  @Resource private ManagedExecutorService executor;
  private Seeding seeding;

  @SuppressWarnings("NullAway.Init")
  protected SeedStartup() {}

  @Inject
  SeedStartup(Seeding seeding) {
    this.seeding = seeding;
  }

  void start(
      @Observes @Priority(AFTER_EVERYTHING) @Initialized(ApplicationScoped.class) Object start) {
    if (seeding.isWanted()) {
      seeding.begin();
      executor.execute(() -> seeding.run(executor));
    }
  }
}
