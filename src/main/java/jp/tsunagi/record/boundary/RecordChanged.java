package jp.tsunagi.record.boundary;

import java.util.Optional;
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

  /**
   * 公然の変更. The change as it is to everybody outside a seal: what gets sealed goes, what is opened
   * comes, and what stays sealed does not happen. What others read without being asked one by one
   * (lists, rosters, counts, times) follows this.
   */
  public Optional<RecordChanged> open() {
    FhirResource was = before == null || before.isSealed() ? null : before;
    FhirResource is = after == null || after.isSealed() ? null : after;
    if (was == null && is == null) {
      return Optional.empty();
    }
    Operation seen = is == null ? Operation.DELETE : was == null ? Operation.CREATE : operation;
    return Optional.of(new RecordChanged(seen, sid, was, is, actor, door));
  }

  public boolean concerns(String resourceType) {
    return subject().type().equals(resourceType);
  }
}
