package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 安否の判定結果. What follows from the set of all facts about one resident in one disaster, whatever
 * order they arrived in and however often.
 *
 * @param version which version of the function made it, stored beside every snapshot
 * @param safety the worst live report; {@link Safety#UNCONFIRMED} when there is none
 * @param whereabouts the newest live report; {@link Whereabouts#UNKNOWN} when there is none
 * @param support everything the live reports ask for
 * @param conflict whether live reports contradict: a work item, never silently one of them
 * @param live ids of the facts that count
 * @param contradicting ids of the live facts that contradict
 * @param lastFactAt when the newest fact that was not withdrawn was observed
 * @param freshUntil how long good news may be counted on; absent for any other status
 */
public record SafetyStatus(
    int version,
    Safety safety,
    Whereabouts whereabouts,
    Set<SupportNeed> support,
    boolean conflict,
    Set<String> live,
    Set<String> contradicting,
    @Nullable Instant lastFactAt,
    @Nullable Instant freshUntil) {

  /** Raised whenever the same facts may give another answer than before. */
  public static final int VERSION = 1;

  public static SafetyStatus of(Collection<SafetyFact> facts, Freshness freshness) {
    return new StatusDerivation(facts, freshness).derive();
  }

  /** What a screen shows: nobody's report, somebody on the way, or good news grown old. */
  public Safety shown(boolean claimed, Instant now) {
    if (safety == Safety.UNCONFIRMED) {
      return claimed ? Safety.BEING_CHECKED : Safety.UNCONFIRMED;
    }
    return freshUntil != null && freshUntil.isBefore(now) ? Safety.RECHECK : safety;
  }
}
