package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the record store is warm: until then a request would take seconds. */
@Readiness
@ApplicationScoped
public class RecordReadiness implements HealthCheck {
  private RecordWarmUp warmUp;

  @SuppressWarnings("NullAway.Init")
  protected RecordReadiness() {}

  @Inject
  RecordReadiness(RecordWarmUp warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("record").status(warmUp.isDone()).build();
  }
}
