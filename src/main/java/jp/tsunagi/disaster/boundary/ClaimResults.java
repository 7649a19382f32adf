package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 担当の結果. One for each resident asked for, in the same order. */
public record ClaimResults(List<ClaimResult> results) {
  /**
   * @param outcome claimed, released, held (by somebody else, until when), or rejected
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ClaimResult(
      String residentId,
      String outcome,
      @Nullable String assignee,
      @Nullable String assigneeName,
      @Nullable OffsetDateTime until,
      @Nullable FactProblem problem) {}
}
