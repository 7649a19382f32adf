package jp.tsunagi.seed.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.seed.control.Seeding;
import jp.tsunagi.seed.control.Seeding.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the demo data is complete, or none is wanted; tells how far it is. */
@Readiness
@ApplicationScoped
public class SeedReadiness implements HealthCheck {
  private Seeding seeding;

  @SuppressWarnings("NullAway.Init")
  protected SeedReadiness() {}

  @Inject
  SeedReadiness(Seeding seeding) {
    this.seeding = seeding;
  }

  @Override
  public HealthCheckResponse call() {
    State state = seeding.state();
    return HealthCheckResponse.named("demo-data")
        .status(state == State.NOT_WANTED || state == State.DONE)
        .withData("state", state.name())
        .withData("residents", seeding.written())
        .withData("of", seeding.planned())
        .build();
  }
}
