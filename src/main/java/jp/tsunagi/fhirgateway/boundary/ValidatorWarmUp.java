package jp.tsunagi.fhirgateway.boundary;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.fhirgateway.control.FhirGatewayConfig;
import jp.tsunagi.fhirgateway.control.ProfileValidator;

/**
 * 検査の暖機. Loads the full validator once the start is over, with the lowest priority: the first
 * resource that claims one of our profiles need not wait seconds for it.
 */
@ApplicationScoped
public class ValidatorWarmUp {
  private static final Logger LOG = Logger.getLogger(ValidatorWarmUp.class.getName());
  private static final int AFTER_EVERYTHING = 10_000;
  private static final long AFTER_THE_START_SECONDS = 20;

  @Resource private ManagedScheduledExecutorService executor;
  private ProfileValidator validator;
  private FhirGatewayConfig config;

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected ValidatorWarmUp() {}

  @Inject
  ValidatorWarmUp(ProfileValidator validator, FhirGatewayConfig config) {
    this.validator = validator;
    this.config = config;
  }

  void start(
      @Observes @Priority(AFTER_EVERYTHING) @Initialized(ApplicationScoped.class) Object start) {
    if (config.fullValidation()) {
      executor.schedule(this::warmUp, AFTER_THE_START_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void warmUp() {
    Thread thread = Thread.currentThread();
    int priority = thread.getPriority();
    thread.setPriority(Thread.MIN_PRIORITY);
    try {
      validator.warmUp();
    } catch (RuntimeException | LinkageError failed) {
      // The first resource that needs it tells the same, to somebody who waits for an answer.
      LOG.log(Level.SEVERE, "the full validator cannot be loaded", failed);
    } finally {
      thread.setPriority(priority);
    }
  }
}
