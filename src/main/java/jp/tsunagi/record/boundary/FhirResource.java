package jp.tsunagi.record.boundary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 資源. One FHIR resource as it travels between components. Only mappers, {@code record} and {@code
 * fhirgateway} look at the {@link #model()}; for everybody else it is opaque.
 *
 * <p>What comes from the store is its JSON until somebody asks for the model, so that an answer
 * that only passes it on never parses it ({@link #json()}). Not safe for use by several threads.
 */
public final class FhirResource {
  private final @Nullable Stored stored;
  private @Nullable Resource model;

  private record Stored(
      ResourceKey key,
      long version,
      Instant lastUpdated,
      byte[] json,
      Function<byte[], Resource> parser,
      @Nullable Facts facts) {}

  /** What the store wrote down beside the row, so that nobody needs to parse for it. */
  record Facts(RecordKind kind, List<String> residents) {
    Facts {
      residents = List.copyOf(residents);
    }
  }

  private FhirResource(@Nullable Stored stored, @Nullable Resource model) {
    this.stored = stored;
    this.model = model;
  }

  public static FhirResource of(Resource model) {
    return new FhirResource(null, model);
  }

  /** As it lies in the store; parsed when somebody needs the model. */
  static FhirResource stored(
      ResourceKey key,
      long version,
      Instant lastUpdated,
      byte[] json,
      Function<byte[], Resource> parser) {
    return stored(key, version, lastUpdated, json, parser, null);
  }

  /** As it lies in the store, with what is known of it without parsing. */
  static FhirResource stored(
      ResourceKey key,
      long version,
      Instant lastUpdated,
      byte[] json,
      Function<byte[], Resource> parser,
      @Nullable Facts facts) {
    return new FhirResource(new Stored(key, version, lastUpdated, json, parser, facts), null);
  }

  /** Empty once the model was handed out, and when nothing was written down. */
  Optional<Facts> facts() {
    return model == null && stored != null ? Optional.ofNullable(stored.facts()) : Optional.empty();
  }

  public Resource model() {
    Resource present = model;
    if (present == null) {
      Stored source = java.util.Objects.requireNonNull(stored);
      present = source.parser().apply(source.json());
      model = present;
    }
    return present;
  }

  /**
   * The JSON as stored, {@code id} and {@code meta} included, in UTF-8; empty when it did not come
   * from the store, or once the model was handed out and may have been changed.
   */
  public Optional<byte[]> json() {
    return model == null && stored != null ? Optional.of(stored.json()) : Optional.empty();
  }

  /** The model as the wanted type, for mappers. */
  public <T extends Resource> T as(Class<T> type) {
    return type.cast(model());
  }

  public String type() {
    return model == null && stored != null ? stored.key().type() : model().fhirType();
  }

  public boolean hasId() {
    return (model == null && stored != null) || model().hasId();
  }

  public String id() {
    return model == null && stored != null ? stored.key().id() : model().getIdElement().getIdPart();
  }

  public ResourceKey key() {
    return new ResourceKey(type(), id());
  }

  /** The version, 1 or higher; 0 while the resource is not stored. */
  public long version() {
    if (model == null && stored != null) {
      return stored.version();
    }
    return model().getMeta().hasVersionId() ? Long.parseLong(model().getMeta().getVersionId()) : 0;
  }

  public Optional<Instant> lastUpdated() {
    if (model == null && stored != null) {
      return Optional.of(stored.lastUpdated());
    }
    return Optional.ofNullable(model().getMeta().getLastUpdated()).map(java.util.Date::toInstant);
  }

  @Override
  public String toString() {
    return type() + "/" + id() + " v" + version();
  }
}
