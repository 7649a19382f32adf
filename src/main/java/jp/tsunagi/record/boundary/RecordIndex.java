package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.control.BodyCompression;
import jp.tsunagi.record.control.FhirEngine;
import jp.tsunagi.record.control.IndexExtractor;
import jp.tsunagi.record.control.ParameterCatalogue;
import jp.tsunagi.record.control.PendingWrites;
import jp.tsunagi.record.control.ResourceRepository;
import jp.tsunagi.record.control.ResourceRepository.IndexSum;
import jp.tsunagi.record.control.StoredBody;
import jp.tsunagi.record.entity.IndexEntries;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 索引. What the resources are found by, made anew in the caller's transaction, some resources at a
 * time in the order they came. They are locked until it ends: whoever writes one of them meanwhile
 * waits and then finds the new rows, and what is created meanwhile has them already.
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

  @SuppressWarnings("NullAway.Init")
  protected RecordIndex() {}

  @Inject
  RecordIndex(
      ResourceRepository resources,
      PendingWrites pending,
      ParameterCatalogue catalogue,
      IndexExtractor extractor,
      FhirEngine engine,
      BodyCompression compression) {
    this.resources = resources;
    this.pending = pending;
    this.catalogue = catalogue;
    this.extractor = extractor;
    this.engine = engine;
    this.compression = compression;
  }

  /** Writes the index rows of the next current resources anew. */
  IndexBatch rebuild(@Nullable String after) {
    long last = after == null ? Long.MIN_VALUE : place(after);
    List<StoredBody> bodies = resources.lockAfter(last, BATCH);
    List<IndexSum> sums = new ArrayList<>();
    bodies.forEach(body -> sums.add(reindexed(body)));
    resources.updateIndexSums(sums);
    return new IndexBatch(
        bodies.size(),
        bodies.size() < BATCH ? null : Long.toString(bodies.get(BATCH - 1).sid()),
        after == null ? resources.count() : null);
  }

  private static long place(String told) {
    try {
      return Long.parseLong(told);
    } catch (NumberFormatException unknown) {
      throw ProblemException.invalid("after", "not-a-cursor");
    }
  }

  private IndexSum reindexed(StoredBody body) {
    FhirResource resource = FhirResource.stored(body, compression::expand, engine::decode);
    // The model first: from then on the resource is judged by its content, not by the old index.
    Resource model = resource.model();
    IndexEntries entries = extractor.extract(model, ResidentsConcerned.by(resource));
    pending.replace(body.sid(), catalogue.typeNumber(resource.type()), null, entries);
    return new IndexSum(
        body.sid(),
        entries.hash(),
        RecordKind.of(resource).code(),
        pending.residentSid(body.sid(), entries));
  }
}
