package jp.tsunagi.resident.entity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 個別避難計画. Where the resident goes, with whom, on which way.
 *
 * @param shelter reference or name of the place
 * @param supporters references or names of those who help
 */
public record EvacuationPlan(
    @Nullable String shelter,
    List<String> supporters,
    @Nullable String route,
    @Nullable String notes,
    @Nullable Instant updatedAt) {
  public EvacuationPlan {
    supporters = List.copyOf(supporters);
  }
}
