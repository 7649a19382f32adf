package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.control.BodyCompression;
import jp.tsunagi.record.control.FhirEngine;
import jp.tsunagi.record.control.IndexExtractor;
import jp.tsunagi.record.control.ParameterCatalogue;
import jp.tsunagi.record.control.PendingWrites;
import jp.tsunagi.record.control.ResidentNames;
import jp.tsunagi.record.control.ResourceRepository;
import jp.tsunagi.record.control.ResourceRepository.IndexSum;
import jp.tsunagi.record.control.StoredBody;
import jp.tsunagi.record.entity.IndexEntries;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 索引. What the resources are found by, and with it every projection ({@link RecordRevisited}), made
 * anew in the caller's transaction, some resources at a time in the order they came. They are
 * locked until it ends: whoever writes one of them meanwhile waits and then finds the new rows,
 * whoever reads finds the old ones or the new ones, and what is created meanwhile has them already.
 */
@ApplicationScoped
public class RecordIndex {
  static final int BATCH = 200;

  private ResourceRepository resources;
  private PendingWrites pending;
  private ParameterCatalogue catalogue;
  private IndexExtractor extractor;
  private FhirEngine engine;
  private BodyCompression compression;
  private Event<RecordRevisited> revisited;
  private Event<RecordsRevisited> allRevisited;

  @SuppressWarnings("NullAway.Init")
  protected RecordIndex() {}

  @Inject
  RecordIndex(
      ResourceRepository resources,
      PendingWrites pending,
      ParameterCatalogue catalogue,
      IndexExtractor extractor,
      FhirEngine engine,
      BodyCompression compression,
      Event<RecordRevisited> revisited,
      Event<RecordsRevisited> allRevisited) {
    this.resources = resources;
    this.pending = pending;
    this.catalogue = catalogue;
    this.extractor = extractor;
    this.engine = engine;
    this.compression = compression;
    this.revisited = revisited;
    this.allRevisited = allRevisited;
  }

  /** Writes what is derived of the next resources anew; of the deleted ones nothing is left. */
  IndexBatch rebuild(@Nullable String after) {
    List<StoredBody> bodies =
        resources.lockAfter(after == null ? Long.MIN_VALUE : place(after), BATCH);
    List<IndexSum> sums = new ArrayList<>();
    List<RecordRevisited> passed = new ArrayList<>();
    Map<Long, String> creators = resources.creators(bodies.stream().map(StoredBody::sid).toList());
    for (StoredBody body : bodies) {
      @Nullable FhirResource resource = body.isDeletion() ? null : stored(body);
      if (resource != null) {
        sums.add(reindexed(body, resource));
      }
      passed.add(
          new RecordRevisited(
              body.sid(),
              new ResourceKey(body.id().type(), body.id().id()),
              resource,
              creators.get(body.sid())));
    }
    resources.updateIndexSums(sums);
    pending.flush();
    passed.forEach(revisited::fire);
    boolean last = bodies.size() < BATCH;
    if (last) {
      allRevisited.fire(new RecordsRevisited());
    }
    return new IndexBatch(
        bodies.size(),
        last ? null : Long.toString(bodies.get(BATCH - 1).sid()),
        after == null ? resources.count() : null);
  }

  private static long place(String told) {
    try {
      return Long.parseLong(told);
    } catch (NumberFormatException unknown) {
      throw ProblemException.invalid("after", "not-a-cursor");
    }
  }

  private FhirResource stored(StoredBody body) {
    return FhirResource.stored(body, compression::expand, engine::decode);
  }

  private IndexSum reindexed(StoredBody row, FhirResource resource) {
    // The model first: from then on the resource is judged by its content, not by the old index.
    Resource model = resource.model();
    IndexEntries entries = extractor.extract(model, ResidentsConcerned.by(resource));
    pending.replace(row.sid(), catalogue.typeNumber(resource.type()), null, entries);
    return new IndexSum(
        row.sid(),
        entries.hash(),
        RecordKind.of(resource).code(),
        ResidentNames.of(row.id().id(), entries));
  }
}
