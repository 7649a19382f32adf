package jp.tsunagi.record.boundary;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.control.BodyCompression;
import jp.tsunagi.record.control.FhirEngine;
import jp.tsunagi.record.control.IndexExtractor;
import jp.tsunagi.record.control.ParameterCatalogue;
import jp.tsunagi.record.control.PendingWrites;
import jp.tsunagi.record.control.RecordTransaction;
import jp.tsunagi.record.control.ResidentNames;
import jp.tsunagi.record.control.ResourceRepository;
import jp.tsunagi.record.control.ResourceSearch;
import jp.tsunagi.record.control.SearchAnswer;
import jp.tsunagi.record.control.SearchRequest;
import jp.tsunagi.record.control.StoredBody;
import jp.tsunagi.record.control.SurrogateKeys;
import jp.tsunagi.record.control.VersionRepository;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.LogicalId;
import jp.tsunagi.record.entity.StoredResource;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The record store on the application's database. */
@ApplicationScoped
public class DatabaseRecordStore implements RecordStore {
  private static final String FHIR_ID = "[A-Za-z0-9\\-.]{1,64}";

  private static final TimeZone JAPAN = TimeZone.getTimeZone("Asia/Tokyo");

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private RecordTransaction transaction;
  private ResourceRepository resources;
  private VersionRepository older;
  private PendingWrites pending;
  private SurrogateKeys keys;
  private ParameterCatalogue catalogue;
  private IndexExtractor extractor;
  private FhirEngine engine;
  private BodyCompression compression;
  private ResourceSearch search;
  private Event<RecordChanging> changing;
  private Event<RecordChanged> changed;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DatabaseRecordStore() {}

  @Inject
  DatabaseRecordStore(
      RecordTransaction transaction,
      ResourceRepository resources,
      VersionRepository older,
      PendingWrites pending,
      SurrogateKeys keys,
      ParameterCatalogue catalogue,
      IndexExtractor extractor,
      FhirEngine engine,
      BodyCompression compression,
      ResourceSearch search,
      Event<RecordChanging> changing,
      Event<RecordChanged> changed,
      Clock clock) {
    this.transaction = transaction;
    this.resources = resources;
    this.older = older;
    this.pending = pending;
    this.keys = keys;
    this.catalogue = catalogue;
    this.extractor = extractor;
    this.engine = engine;
    this.compression = compression;
    this.search = search;
    this.changing = changing;
    this.changed = changed;
    this.clock = clock;
  }

  @Override
  public Optional<FhirResource> read(ResourceKey key, Visibility visibility) {
    return resources.read(logical(key), VisibleRows.by(visibility)).map(this::resource);
  }

  @Override
  public Optional<RecordVersion> readVersion(ResourceKey key, long version, Visibility visibility) {
    return older
        .readVersion(logical(key), version, VisibleRows.by(visibility))
        .filter(body -> !body.isDeletion())
        .map(this::version);
  }

  @Override
  public List<FhirResource> readAll(List<ResourceKey> keys, Visibility visibility) {
    Map<ResourceKey, FhirResource> found = new HashMap<>();
    resources
        .readAll(
            keys.stream().map(DatabaseRecordStore::logical).toList(), VisibleRows.by(visibility))
        .forEach(body -> found.put(key(body.id()), resource(body)));
    return keys.stream().distinct().filter(found::containsKey).map(found::get).toList();
  }

  @Override
  public Set<ResourceKey> known(Collection<ResourceKey> keys, Visibility visibility) {
    return resources
        .known(keys.stream().map(DatabaseRecordStore::logical).toList(), VisibleRows.by(visibility))
        .stream()
        .map(DatabaseRecordStore::key)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<FhirResource> lock(ResourceKey key) {
    requireTransaction();
    return resources.lock(logical(key)).flatMap(this::current);
  }

  @Override
  public ResourceKey mint(String type) {
    requireTransaction();
    ResourceKey key = new ResourceKey(type, ids.generate().toString());
    pending.mint(logical(key), keys.next());
    return key;
  }

  @Override
  public FhirResource create(FhirResource resource, Actor actor, Door door) {
    requireTransaction();
    if (!resource.hasId()) {
      resource.model().setId(mint(resource.type()).id());
    }
    Optional<Long> minted = pending.takeMinted(logical(resource.key()));
    if (minted.isPresent()) {
      changing.fire(new RecordChanging(Operation.CREATE, null, resource, actor, door));
      StoredResource row =
          new StoredResource(minted.get(), catalogue.typeNumber(resource.type()), resource.id());
      store(row, resource, 1);
      row.createdBy(organization(actor));
      resources.add(row);
      return announce(Operation.CREATE, row, null, resource, actor, door);
    }
    StoredResource row = resources.lockOrReserve(checked(resource.key()));
    if (row.isCurrent()) {
      throw new ProblemException(ProblemCode.DUPLICATE);
    }
    return createAt(row, resource, actor, door);
  }

  @Override
  public FhirResource update(
      FhirResource resource, @Nullable Long expectedVersion, Actor actor, Door door) {
    requireTransaction();
    StoredResource row = resources.lockOrReserve(checked(resource.key()));
    Optional<FhirResource> before = current(row);
    requireVersion(expectedVersion, before);
    if (before.isEmpty()) {
      return createAt(row, resource, actor, door);
    }
    byte[] old = json(row);
    changing.fire(new RecordChanging(Operation.UPDATE, before.get(), resource, actor, door));
    stamp(resource, row.version(), Instant.ofEpochMilli(row.lastUpdated()));
    if (Arrays.equals(old, engine.encode(resource.model()))) {
      return resource;
    }
    IndexEntries was = entries(before.get().model());
    boolean certain = was.hash() == row.indexHash();
    resources.add(row.aside());
    IndexEntries now = store(row, resource, row.version() + 1);
    row.changedBy(organization(actor));
    pending.touch();
    if (!certain || now.hash() != was.hash()) {
      pending.replace(row.sid(), row.typeId(), certain ? was : null, now);
    }
    return announce(Operation.UPDATE, row, before.get(), resource, actor, door);
  }

  @Override
  public boolean delete(ResourceKey key, @Nullable Long expectedVersion, Actor actor, Door door) {
    requireTransaction();
    Optional<StoredResource> found = resources.lock(logical(key));
    Optional<FhirResource> before = found.flatMap(this::current);
    requireVersion(expectedVersion, before);
    if (found.isEmpty() || before.isEmpty()) {
      return false;
    }
    StoredResource row = found.get();
    changing.fire(new RecordChanging(Operation.DELETE, before.get(), null, actor, door));
    IndexEntries was = entries(before.get().model());
    boolean certain = was.hash() == row.indexHash();
    resources.add(row.aside());
    row.delete(now().toEpochMilli());
    pending.touch();
    pending.replace(row.sid(), row.typeId(), certain ? was : null, was.onlyWhomItIsAbout());
    changed.fire(new RecordChanged(Operation.DELETE, row.sid(), before.get(), null, actor, door));
    return true;
  }

  @Override
  public SearchPage search(SearchQuery query, Visibility visibility) {
    SearchAnswer answer =
        search.find(
            new SearchRequest(
                query.type(),
                query.criteria().stream()
                    .map(one -> new SearchRequest.Criterion(one.name(), one.value()))
                    .toList(),
                query.count(),
                query.cursor(),
                query.compartmentOf().map(DatabaseRecordStore::logical).orElse(null),
                query.isLenient(),
                query.user()),
            VisibleRows.by(visibility));
    return new SearchPage(
        answer.matches().stream().map(this::resource).toList(),
        answer.included().stream().map(this::resource).toList(),
        answer.next(),
        answer.total(),
        answer.ignored());
  }

  @Override
  public List<RecordVersion> history(ResourceKey key, Visibility visibility) {
    return versions(older.history(logical(key), VisibleRows.by(visibility)));
  }

  @Override
  public List<RecordVersion> history(
      @Nullable String type, @Nullable Instant since, int most, Visibility visibility) {
    Collection<String> types = type == null ? resources.types() : List.of(type);
    return versions(
        older.history(
            types, since == null ? 0 : since.toEpochMilli(), most, VisibleRows.by(visibility)));
  }

  @Override
  public List<ResourceKey> referrers(ResourceKey key, int most) {
    return search.referrers(logical(key), most).stream().map(DatabaseRecordStore::key).toList();
  }

  @Override
  public List<FhirResource> compartment(
      ResourceKey subject, Collection<String> types, Visibility visibility) {
    return search.compartment(logical(subject), types, VisibleRows.by(visibility)).stream()
        .map(this::resource)
        .toList();
  }

  @Override
  public boolean isThere(ResourceKey key, Visibility visibility) {
    return resources.isThere(logical(key), VisibleRows.by(visibility));
  }

  @Override
  public boolean isDeleted(ResourceKey key, Visibility visibility) {
    return resources.isDeleted(logical(key), VisibleRows.by(visibility));
  }

  @Override
  public Optional<Long> sid(ResourceKey key) {
    return resources.sid(logical(key));
  }

  private FhirResource createAt(StoredResource row, FhirResource resource, Actor actor, Door door) {
    changing.fire(new RecordChanging(Operation.CREATE, null, resource, actor, door));
    if (row.isKnown()) {
      resources.add(row.aside());
    }
    IndexEntries entries = store(row, resource, row.version() + 1);
    row.createdBy(organization(actor));
    if (row.version() > 1) {
      // What its last version was about may still be there, so that its readers knew it was gone.
      pending.replace(row.sid(), row.typeId(), null, entries);
    }
    return announce(Operation.CREATE, row, null, resource, actor, door);
  }

  /** Makes the row's next version of the resource; a first version's index rows are set to wait. */
  private IndexEntries store(StoredResource row, FhirResource resource, int version) {
    Instant now = now();
    stamp(resource, version, now);
    byte[] json = engine.encode(resource.model());
    IndexEntries entries = entries(resource.model());
    row.store(
        new StoredResource.Content(
            compression.compress(json),
            RecordKind.of(resource).code(),
            resource.isSealed(),
            ResidentNames.of(row.fhirId(), entries),
            entries.hash()),
        now.toEpochMilli());
    if (version == 1) {
      pending.add(row.sid(), row.typeId(), entries);
    }
    return entries;
  }

  private FhirResource announce(
      Operation operation,
      StoredResource row,
      @Nullable FhirResource before,
      FhirResource after,
      Actor actor,
      Door door) {
    changed.fire(new RecordChanged(operation, row.sid(), before, after, actor, door));
    return after;
  }

  private IndexEntries entries(Resource model) {
    return extractor.extract(model, ResidentsConcerned.by(FhirResource.of(model)));
  }

  private static void stamp(FhirResource resource, long version, Instant at) {
    Resource model = resource.model();
    String id = model.getIdElement().getIdPart();
    model.setId(id);
    model
        .getMeta()
        .setVersionId(Long.toString(version))
        .setLastUpdatedElement(new InstantType(Date.from(at), TemporalPrecisionEnum.MILLI, JAPAN));
  }

  private static @Nullable String organization(Actor actor) {
    return actor.organizationId().map(OrganizationId::value).orElse(null);
  }

  private static void requireVersion(@Nullable Long expected, Optional<FhirResource> current) {
    if (expected != null && current.map(FhirResource::version).orElse(0L).longValue() != expected) {
      throw new ProblemException(ProblemCode.VERSION_CONFLICT);
    }
  }

  private void requireTransaction() {
    if (!transaction.isActive()) {
      throw new IllegalStateException("the record is changed inside a transaction only");
    }
  }

  private LogicalId checked(ResourceKey key) {
    if (!key.id().matches(FHIR_ID)) {
      throw ProblemException.invalid(key.type() + ".id", "id");
    }
    return logical(key);
  }

  private Optional<FhirResource> current(StoredResource row) {
    if (!row.isCurrent()) {
      return Optional.empty();
    }
    return Optional.of(
        resource(
            StoredBody.of(
                row.sid(),
                new LogicalId(catalogue.typeName(row.typeId()), row.fhirId()),
                row.version(),
                row.lastUpdated(),
                row.body(),
                new StoredBody.Writers(row.authorOrganization(), row.soleOrganization()))));
  }

  private byte[] json(StoredResource row) {
    byte[] body = row.body();
    if (body == null) {
      throw new IllegalStateException("a current resource has no body");
    }
    return compression.expand(body);
  }

  private FhirResource resource(StoredBody body) {
    return FhirResource.stored(body, compression::expand, engine::decode);
  }

  private List<RecordVersion> versions(List<StoredBody> bodies) {
    return bodies.stream().map(this::version).toList();
  }

  private RecordVersion version(StoredBody body) {
    StoredBody.Writers writers = body.writers();
    return new RecordVersion(
        key(body.id()),
        body.version(),
        operation(body),
        Instant.ofEpochMilli(body.lastUpdated()),
        body.isDeletion() ? null : resource(body),
        body.current(),
        writers == null ? null : writers.author(),
        writers == null ? null : writers.sole());
  }

  private static Operation operation(StoredBody body) {
    if (body.isDeletion()) {
      return Operation.DELETE;
    }
    return body.version() == 1 ? Operation.CREATE : Operation.UPDATE;
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private static LogicalId logical(ResourceKey key) {
    return new LogicalId(key.type(), key.id());
  }

  private static ResourceKey key(LogicalId id) {
    return new ResourceKey(id.type(), id.id());
  }

  @Override
  public void settle() {
    pending.flush();
  }
}
