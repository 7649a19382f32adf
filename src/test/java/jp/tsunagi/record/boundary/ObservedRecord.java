package jp.tsunagi.record.boundary;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.control.LocalTransaction;
import jp.tsunagi.record.control.RecordAssembly;
import org.hl7.fhir.r4.model.Resource;

/** A record store on a real database, without a container, whose changes others observe. */
public final class ObservedRecord {
  private final RecordAssembly parts;
  private final RecordingEvent<RecordChanged> changed = new RecordingEvent<>();
  private final DatabaseRecordStore store;

  public ObservedRecord(Clock clock) {
    parts = new RecordAssembly(clock);
    store =
        new DatabaseRecordStore(
            parts.transaction,
            parts.resources,
            parts.pending,
            parts.keys,
            parts.catalogue,
            parts.extractor,
            parts.engine,
            parts.compression,
            parts.search,
            new RecordingEvent<>(),
            changed,
            clock);
  }

  public void observe(Consumer<RecordChanged> observer) {
    changed.observer = observer;
  }

  public RecordStore store() {
    return store;
  }

  public LocalTransaction transaction() {
    return parts.transaction;
  }

  public <T> T in(Callable<T> work) {
    return parts.transaction.in(work);
  }

  /** Creates on behalf of somebody; the id. */
  public String create(Resource model, Actor actor) {
    return in(() -> store.create(FhirResource.of(model), actor, Door.FHIR)).id();
  }

  public void update(Resource model, Actor actor) {
    in(() -> store.update(FhirResource.of(model), null, actor, Door.FHIR));
  }
}
