package jp.tsunagi.record.boundary;

import jp.tsunagi.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A change is about to be written, whichever door it came through. Observers run synchronously
 * inside the transaction and refuse it by throwing a {@code ProblemException}; they may complete
 * {@code after} (it is the model that will be stored), never anything else.
 */
public record RecordChanging(
    Operation operation,
    @Nullable FhirResource before,
    @Nullable FhirResource after,
    Actor actor,
    Door door) {

  /** What is done to the resource. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE
  }

  /**
   * Where the change comes from: a client's FHIR request, a use case of ours, or the system's own
   * upkeep.
   */
  public enum Door {
    FHIR,
    USE_CASE,
    SYSTEM
  }

  /** The resource concerned: the new state, or the old one when it is deleted. */
  public FhirResource subject() {
    FhirResource present = after != null ? after : before;
    if (present == null) {
      throw new IllegalStateException("a change has a state before or after");
    }
    return present;
  }
}
