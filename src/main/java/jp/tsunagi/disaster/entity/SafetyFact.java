package jp.tsunagi.disaster.entity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 安否報告. One observer's immutable report on one resident. A correction is a new fact that points at
 * the old one.
 *
 * @param id made on the reporter's device, a UUIDv7
 * @param observer who stands behind it: a person whatever device is used, or a device by itself
 * @param safety absent when the report does not say
 * @param whereabouts absent when the report does not say
 * @param support absent when the report does not say; empty says that nothing is needed
 * @param device where the running number counts
 * @param supersedes ids of the facts the observer had on the screen and replaces
 * @param withdraws id of a fact that should never have been sent
 */
public record SafetyFact(
    String id,
    String observer,
    @Nullable Safety safety,
    @Nullable Whereabouts whereabouts,
    @Nullable Set<SupportNeed> support,
    HowObserved how,
    ObservedTime time,
    String device,
    long sequence,
    Set<String> supersedes,
    @Nullable String withdraws) {

  public SafetyFact {
    if (safety != null && !safety.reportable()) {
      throw new IllegalArgumentException("only derived: " + safety.code());
    }
    support = support == null ? null : Set.copyOf(support);
    supersedes = Set.copyOf(supersedes);
  }

  /** 目視の要救助: nothing weaker can clear it. */
  boolean rescueNeededInPerson() {
    return how.inPerson() && safety == Safety.RESCUE_NEEDED;
  }

  /** Whether this fact has the weight to replace what {@code other} says about safety. */
  boolean mayClear(SafetyFact other) {
    return !(how.weaker() && other.rescueNeededInPerson());
  }
}
