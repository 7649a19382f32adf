package jp.tsunagi.record.boundary;

import java.time.Instant;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import org.jspecify.annotations.Nullable;

/**
 * 版. One version in a resource's history; a deletion has no resource.
 *
 * @param current whether it is what the resource is today
 * @param author the organization that had created the resource
 * @param soleWriter the organization whose members alone wrote it up to this version
 */
public record RecordVersion(
    ResourceKey key,
    long version,
    Operation operation,
    Instant at,
    @Nullable FhirResource resource,
    boolean current,
    @Nullable String author,
    @Nullable String soleWriter) {

  /** The same, as it is shown to somebody. */
  public RecordVersion as(FhirResource shown) {
    return new RecordVersion(key, version, operation, at, shown, current, author, soleWriter);
  }
}
