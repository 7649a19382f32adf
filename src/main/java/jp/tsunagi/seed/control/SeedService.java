package jp.tsunagi.seed.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.OptionalInt;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.hl7.fhir.r4.model.Resource;

/** 投入. Writes a portion of the demo through the record store, all of it or nothing. */
@ApplicationScoped
public class SeedService {
  private static final Actor SEED = Actor.system("seed");

  private RecordStore records;

  @SuppressWarnings("NullAway.Init")
  protected SeedService() {}

  @Inject
  SeedService(RecordStore records) {
    this.records = records;
  }

  /**
   * How many residents the seeding is to have: what it began with, or {@code wanted} in an empty
   * record; nothing in a record that somebody else filled.
   */
  @Transactional
  @ActivateRequestContext
  public OptionalInt planned(int wanted) {
    return records
        .read(SeedMark.KEY, Visibility.ALL)
        .map(mark -> OptionalInt.of(SeedMark.residentsIn(mark)))
        .orElseGet(() -> isEmpty() ? OptionalInt.of(wanted) : OptionalInt.empty());
  }

  private boolean isEmpty() {
    return List.of("Organization", "Practitioner", "Patient").stream()
        .allMatch(
            type ->
                records.search(SearchQuery.of(type).count(1), Visibility.ALL).matches().isEmpty());
  }

  /** Whether a resource was ever written; one that was deleted since counts. */
  @Transactional
  @ActivateRequestContext
  public boolean isThere(ResourceKey key) {
    return records.sid(key).isPresent();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @ActivateRequestContext
  public void write(List<Resource> resources) {
    for (Resource resource : resources) {
      records.create(FhirResource.of(resource), SEED, Door.SYSTEM);
    }
  }
}
