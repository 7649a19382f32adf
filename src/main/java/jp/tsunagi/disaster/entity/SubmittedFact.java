package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 届いた安否報告. A fact as its reporter's device sent it.
 *
 * @param observedAt by the device's own clock
 */
public record SubmittedFact(
    String id,
    long sequence,
    String resident,
    @Nullable Safety safety,
    @Nullable Whereabouts whereabouts,
    @Nullable Set<SupportNeed> support,
    HowObserved how,
    Instant observedAt,
    Set<String> supersedes,
    @Nullable String withdraws,
    @Nullable Spot place,
    @Nullable String note) {

  public SubmittedFact {
    support = support == null ? null : Set.copyOf(support);
    supersedes = Set.copyOf(supersedes);
  }

  /** Whether a stored fact has the same content, so that this one is only a repetition of it. */
  public boolean repeats(ReportedFact stored, String disaster) {
    SafetyFact fact = stored.fact();
    return stored.disaster().equals(disaster)
        && stored.resident().equals(resident)
        && fact.sequence() == sequence
        && fact.safety() == safety
        && fact.whereabouts() == whereabouts
        && Objects.equals(fact.support(), support)
        && fact.how() == how
        && stored.deviceTime().equals(observedAt)
        && fact.supersedes().equals(supersedes)
        && Objects.equals(fact.withdraws(), withdraws)
        && Objects.equals(stored.place(), place)
        && Objects.equals(stored.note(), note);
  }
}
