package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 問題. What is wrong with one item of many, with the code and texts of the problem catalogue. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactProblem(
    String code, String title, @Nullable String detail, @Nullable List<Fault> errors) {
  /** One broken rule. */
  public record Fault(String field, String rule, String message) {}
}
