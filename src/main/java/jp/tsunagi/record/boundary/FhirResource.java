package jp.tsunagi.record.boundary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.control.StoredBody;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * 資源. One FHIR resource as it travels between components. Only mappers, {@code record} and {@code
 * fhirgateway} look at the {@link #model()}; for everybody else it is opaque.
 *
 * <p>What comes from the store is its compressed JSON until somebody asks for more, so that an
 * answer that only passes it on never parses it ({@link #json()}), and one that says "not changed"
 * does not even expand it. Not safe for use by several threads.
 */
public final class FhirResource {
  private final @Nullable Stored stored;
  private @Nullable Resource model;

  /** What makes the model of a stored one. */
  interface Parser {
    Resource parse(byte[] json);
  }

  private static final class Stored {
    private final StoredBody row;
    private final UnaryOperator<byte[]> expand;
    private final Parser parser;
    private byte @Nullable [] json;

    Stored(StoredBody row, UnaryOperator<byte[]> expand, Parser parser) {
      this.row = row;
      this.expand = expand;
      this.parser = parser;
    }

    byte[] json() {
      byte[] known = json;
      if (known == null) {
        byte[] body = row.body();
        if (body == null) {
          throw new IllegalStateException("a deletion has no content");
        }
        known = expand.apply(body);
        json = known;
      }
      return known;
    }
  }

  private FhirResource(@Nullable Stored stored, @Nullable Resource model) {
    this.stored = stored;
    this.model = model;
  }

  public static FhirResource of(Resource model) {
    return new FhirResource(null, model);
  }

  /** As it lies in the store; expanded and parsed when somebody needs it. */
  static FhirResource stored(StoredBody row, UnaryOperator<byte[]> expand, Parser parser) {
    return new FhirResource(new Stored(row, expand, parser), null);
  }

  public Resource model() {
    Resource present = model;
    if (present == null) {
      Stored source = java.util.Objects.requireNonNull(stored);
      present = source.parser.parse(source.json());
      model = present;
    }
    return present;
  }

  /**
   * The JSON as stored, {@code id} and {@code meta} included, in UTF-8; empty when it did not come
   * from the store, or once the model was handed out and may have been changed.
   */
  public Optional<byte[]> json() {
    Stored source = untouched();
    return source == null ? Optional.empty() : Optional.of(source.json());
  }

  private @Nullable Stored untouched() {
    return model == null ? stored : null;
  }

  /** Which use of its type it is, when the store knows. */
  Optional<RecordKind> storedKind() {
    Stored source = untouched();
    return source == null
        ? Optional.empty()
        : Optional.ofNullable(source.row.kind()).map(RecordKind::ofCode);
  }

  /** The residents it is about, when the store knows. */
  Optional<List<String>> storedResidents() {
    Stored source = untouched();
    return source == null ? Optional.empty() : Optional.ofNullable(source.row.residents());
  }

  /** The organization that created it, when it came from the store and is somebody's. */
  public Optional<String> author() {
    StoredBody.Writers writers = stored == null ? null : stored.row.writers();
    return writers == null ? Optional.empty() : Optional.ofNullable(writers.author());
  }

  /** Whether its author limited it to whom she named. */
  public boolean isSealed() {
    Stored source = untouched();
    Boolean known = source == null ? null : source.row.sealed();
    return known != null
        ? known
        : model().getMeta().getSecurity().stream()
            .anyMatch(
                label ->
                    Systems.SECURITY_LABEL.equals(label.getSystem())
                        && Codes.SEALED.equals(label.getCode()));
  }

  /** The model as the wanted type, for mappers. */
  public <T extends Resource> T as(Class<T> type) {
    return type.cast(model());
  }

  public String type() {
    Stored source = untouched();
    return source != null ? source.row.id().type() : model().fhirType();
  }

  public boolean hasId() {
    return untouched() != null || model().hasId();
  }

  public String id() {
    Stored source = untouched();
    return source != null ? source.row.id().id() : model().getIdElement().getIdPart();
  }

  public ResourceKey key() {
    return new ResourceKey(type(), id());
  }

  /** The version, 1 or higher; 0 while the resource is not stored. */
  public long version() {
    Stored source = untouched();
    if (source != null) {
      return source.row.version();
    }
    return model().getMeta().hasVersionId() ? Long.parseLong(model().getMeta().getVersionId()) : 0;
  }

  public Optional<Instant> lastUpdated() {
    Stored source = untouched();
    if (source != null) {
      return Optional.of(Instant.ofEpochMilli(source.row.lastUpdated()));
    }
    return Optional.ofNullable(model().getMeta().getLastUpdated()).map(java.util.Date::toInstant);
  }

  @Override
  public String toString() {
    return type() + "/" + id() + " v" + version();
  }
}
