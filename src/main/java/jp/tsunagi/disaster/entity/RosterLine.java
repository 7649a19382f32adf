package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 名簿の一行. A resident of a disaster's roster with what is known of her, as of a moment.
 *
 * @param area the town's code
 * @param rank 1 for whom to check first, in the whole disaster
 * @param rankKey what the rank follows from
 * @param reasons codes of the rules behind the rank
 * @param mark why the resident left the roster since: deceased, moved, unlisted
 * @param safety as shown: derived from the facts, the claim and the age of the news
 * @param liveFacts ids of the facts that count
 * @param claim who goes there, while the lease runs
 */
public record RosterLine(
    long residentSid,
    String resident,
    @Nullable String area,
    int tier,
    int rank,
    long rankKey,
    List<String> reasons,
    @Nullable String mark,
    Safety safety,
    Whereabouts whereabouts,
    Set<SupportNeed> support,
    boolean conflict,
    Set<String> liveFacts,
    @Nullable Instant lastFactAt,
    @Nullable Lease claim) {

  public RosterLine {
    reasons = List.copyOf(reasons);
    liveFacts = Set.copyOf(liveFacts);
  }

  /**
   * 担当.
   *
   * @param task id of the Task that is its record
   */
  public record Lease(String user, String name, Instant until, @Nullable String task) {}

  /** Where a page ends. */
  public RosterPosition position() {
    return new RosterPosition(rankKey, resident);
  }
}
