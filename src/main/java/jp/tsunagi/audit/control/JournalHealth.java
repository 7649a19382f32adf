package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A node that cannot record accesses answers none. */
@Readiness
@ApplicationScoped
public class JournalHealth implements HealthCheck {
  private NodeJournal journal;

  @SuppressWarnings("NullAway.Init")
  protected JournalHealth() {}

  @Inject
  JournalHealth(NodeJournal journal) {
    this.journal = journal;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("audit-journal").status(journal.isSound()).build();
  }
}
