package jp.tsunagi.record.boundary;

import java.time.Instant;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * 資源. One FHIR resource as it travels between components. Only mappers, {@code record} and {@code
 * fhirgateway} look at the {@link #model()}; for everybody else it is opaque.
 */
public final class FhirResource {
  private final Resource model;

  private FhirResource(Resource model) {
    this.model = model;
  }

  public static FhirResource of(Resource model) {
    return new FhirResource(model);
  }

  public Resource model() {
    return model;
  }

  /** The model as the wanted type, for mappers. */
  public <T extends Resource> T as(Class<T> type) {
    return type.cast(model);
  }

  public String type() {
    return model.fhirType();
  }

  public boolean hasId() {
    return model.hasId();
  }

  public String id() {
    return model.getIdElement().getIdPart();
  }

  public ResourceKey key() {
    return new ResourceKey(type(), id());
  }

  /** The version, 1 or higher; 0 while the resource is not stored. */
  public long version() {
    return model.getMeta().hasVersionId() ? Long.parseLong(model.getMeta().getVersionId()) : 0;
  }

  public Optional<Instant> lastUpdated() {
    return Optional.ofNullable(model.getMeta().getLastUpdated()).map(java.util.Date::toInstant);
  }

  @Override
  public String toString() {
    return type() + "/" + id() + " v" + version();
  }
}
