package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 受信の結果. One for each fact sent, in the same order. Whoever reads her fact's id here may forget the
 * fact: it would survive a power cut.
 */
public record FactResults(List<FactResult> results) {
  /**
   * @param id as it was sent; absent when it had none
   * @param outcome stored, duplicate, conflicting-id or rejected
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FactResult(@Nullable String id, String outcome, @Nullable FactProblem problem) {}
}
