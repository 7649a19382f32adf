package jp.tsunagi.record.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hl7.fhir.r4.model.Observation;

/**
 * 暖機。 Loads models, search parameters and expressions in the background when the application
 * starts, which takes seconds the first request should not wait for. Ready only afterwards.
 */
@ApplicationScoped
public class RecordWarmUp {
  private static final Logger LOG = Logger.getLogger(RecordWarmUp.class.getName());

  @Resource private ManagedExecutorService executor;

  private ParameterCatalogue catalogue;
  private IndexExtractor extractor;
  private FhirEngine engine;
  private volatile boolean done;

  @SuppressWarnings("NullAway.Init")
  protected RecordWarmUp() {}

  @Inject
  RecordWarmUp(ParameterCatalogue catalogue, IndexExtractor extractor, FhirEngine engine) {
    this.catalogue = catalogue;
    this.extractor = extractor;
    this.engine = engine;
  }

  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    executor.execute(this::warmUp);
  }

  public boolean isDone() {
    return done;
  }

  private void warmUp() {
    try {
      catalogue.types().forEach(catalogue::of);
      Observation sample = new Observation();
      sample.setStatus(Observation.ObservationStatus.FINAL);
      extractor.extract(engine.decode(engine.encode(sample)), java.util.List.of());
      done = true;
    } catch (RuntimeException failed) {
      // Not ready is what the outside sees; the reason is for the operator.
      LOG.log(Level.SEVERE, "the record store cannot be made ready", failed);
    }
  }
}
