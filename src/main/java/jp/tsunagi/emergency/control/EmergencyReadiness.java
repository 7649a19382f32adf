package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until an alarm has been rehearsed: the first one must be as quick as the next. */
@Readiness
@ApplicationScoped
public class EmergencyReadiness implements HealthCheck {
  private EmergencyStartup startup;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyReadiness() {}

  @Inject
  EmergencyReadiness(EmergencyStartup startup) {
    this.startup = startup;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("emergency").status(startup.isDone()).build();
  }
}
