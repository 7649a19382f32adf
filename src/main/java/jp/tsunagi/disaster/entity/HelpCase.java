package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 通報案件. As far as it matters for the roster.
 *
 * @param outcome code of how it ended, once it has
 * @param owner who accepted it, as a relative reference
 * @param calls its calls, as relative references
 */
public record HelpCase(
    String id,
    String kind,
    String state,
    @Nullable String outcome,
    @Nullable String owner,
    Instant receivedAt,
    Set<String> calls,
    List<String> residents,
    boolean exercise) {
  public HelpCase {
    calls = Set.copyOf(calls);
    residents = List.copyOf(residents);
  }
}
