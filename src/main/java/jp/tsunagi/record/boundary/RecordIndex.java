package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.record.control.BodyCompression;
import jp.tsunagi.record.control.FhirEngine;
import jp.tsunagi.record.control.IndexExtractor;
import jp.tsunagi.record.control.ParameterCatalogue;
import jp.tsunagi.record.control.PendingWrites;
import jp.tsunagi.record.control.RecordTransaction;
import jp.tsunagi.record.control.ResourceRepository;
import jp.tsunagi.record.control.StoredBody;
import jp.tsunagi.record.entity.IndexEntries;
import org.hl7.fhir.r4.model.Resource;

/**
 * 索引の作り直し. Makes anew what is derived from the resources, while the system serves: the search index
 * after a change of search parameters, projections after a change of theirs. Works through the
 * record in short transactions and can be broken off and begun again at any time.
 */
@ApplicationScoped
public class RecordIndex {
  private static final int BATCH = 100;

  private RecordTransaction transaction;
  private ResourceRepository resources;
  private PendingWrites pending;
  private ParameterCatalogue catalogue;
  private IndexExtractor extractor;
  private FhirEngine engine;
  private BodyCompression compression;
  private Event<RecordReplayed> replayed;

  /** Learns how far the work is. */
  @FunctionalInterface
  public interface Progress {
    void done(long resources, long ofAbout);
  }

  /** What is done with one resource, locked. */
  private interface Work {
    void on(StoredBody body);
  }

  @SuppressWarnings("NullAway.Init")
  protected RecordIndex() {}

  @Inject
  RecordIndex(
      RecordTransaction transaction,
      ResourceRepository resources,
      PendingWrites pending,
      ParameterCatalogue catalogue,
      IndexExtractor extractor,
      FhirEngine engine,
      BodyCompression compression,
      Event<RecordReplayed> replayed) {
    this.transaction = transaction;
    this.resources = resources;
    this.pending = pending;
    this.catalogue = catalogue;
    this.extractor = extractor;
    this.engine = engine;
    this.compression = compression;
    this.replayed = replayed;
  }

  /** Writes the index rows of every current resource anew; how many there were. */
  public long rebuild(Progress progress) {
    return eachCurrent(catalogue.types(), progress, this::reindex);
  }

  /** Fires {@link RecordReplayed} for every current resource of the types; how many there were. */
  public long replay(Collection<String> types, Progress progress) {
    return eachCurrent(
        types, progress, body -> replayed.fire(new RecordReplayed(resource(body), body.sid())));
  }

  private long eachCurrent(Collection<String> types, Progress progress, Work work) {
    long about = resources.count(types);
    long done = 0;
    long last = Long.MIN_VALUE;
    while (true) {
      List<StoredBody> batch = batch(types, last, work);
      if (batch.isEmpty()) {
        return done;
      }
      last = batch.get(batch.size() - 1).sid();
      done += batch.size();
      progress.done(done, about);
    }
  }

  private List<StoredBody> batch(Collection<String> types, long after, Work work) {
    return PassingFailure.outlast(
        () ->
            transaction.inNew(
                () -> {
                  List<StoredBody> bodies = resources.lockAfter(types, after, BATCH);
                  bodies.forEach(work::on);
                  return bodies;
                }));
  }

  private void reindex(StoredBody body) {
    FhirResource resource = resource(body);
    // The model first: from then on the resource is judged by its content, not by the old index.
    Resource model = resource.model();
    IndexEntries entries = extractor.extract(model, ResidentsConcerned.by(resource));
    pending.replace(body.sid(), catalogue.typeNumber(resource.type()), null, entries);
    resources.updateIndexHash(body.sid(), entries.hash(), RecordKind.of(resource).code());
  }

  private FhirResource resource(StoredBody body) {
    return FhirResource.stored(body, compression::expand, engine::decode);
  }
}
