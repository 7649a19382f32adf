package jp.tsunagi.fhirgateway.boundary;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.fhirgateway.control.GuidePublication;

/** 起動時のガイド公開. Publishes the guide beside the server's own start, which does not wait for it. */
@ApplicationScoped
public class GuideStartup {
  private static final Logger LOG = Logger.getLogger(GuideStartup.class.getName());
  private static final int AFTER_EVERYTHING = 10_000;

  @Resource private ManagedExecutorService executor;
  private GuidePublication publication;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected GuideStartup() {}

  @Inject
  GuideStartup(GuidePublication publication) {
    this.publication = publication;
  }

  void start(
      @Observes @Priority(AFTER_EVERYTHING) @Initialized(ApplicationScoped.class) Object start) {
    executor.execute(this::publish);
  }

  private void publish() {
    try {
      if (publication.bringUpToDate()) {
        LOG.info("the implementation guide in the record is up to date");
      }
    } catch (RuntimeException failed) {
      // The next start tries again; nothing else needs the copy in the record.
      LOG.log(Level.SEVERE, "the implementation guide could not be published", failed);
    }
  }
}
