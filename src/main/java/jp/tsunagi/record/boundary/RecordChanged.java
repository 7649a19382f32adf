package jp.tsunagi.record.boundary;

import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A change was written (not yet committed). Observers run synchronously inside the same transaction
 * and bring their projections up to date; {@code sid} is the store's surrogate key, stable for the
 * life of the logical resource.
 */
public record RecordChanged(
    Operation operation,
    long sid,
    @Nullable FhirResource before,
    @Nullable FhirResource after,
    Actor actor,
    Door door) {

  public FhirResource subject() {
    FhirResource present = after != null ? after : before;
    if (present == null) {
      throw new IllegalStateException("a change has a state before or after");
    }
    return present;
  }

  public boolean concerns(String resourceType) {
    return subject().type().equals(resourceType);
  }
}
