package jp.tsunagi.emergency.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.OutcomeCode;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.jspecify.annotations.Nullable;

/** 結果の記録. What a responder says came of a case. */
public record RecordOutcome(
    @Nullable String outcome, @Nullable String text, @Nullable String destination) {
  private static final int TEXT_LENGTH = 4_000;
  private static final int DESTINATION_LENGTH = 200;

  Outcome checked() {
    List<Violation> violations = new ArrayList<>();
    Optional<OutcomeCode> code = Optional.ofNullable(outcome).flatMap(OutcomeCode::ofCode);
    if (outcome == null || outcome.isBlank()) {
      violations.add(Violation.of("outcome", "required"));
    } else if (code.isEmpty()) {
      violations.add(Violation.of("outcome", "not-a-code", OutcomeCode.codes()));
    }
    String checkedText = checked("text", text, TEXT_LENGTH, violations);
    String checkedPlace = checked("destination", destination, DESTINATION_LENGTH, violations);
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    return new Outcome(code.orElseThrow(), checkedText, checkedPlace);
  }

  private static @Nullable String checked(
      String field, @Nullable String value, int most, List<Violation> violations) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > most) {
      violations.add(Violation.of(field, "too-long", most));
    }
    return value.strip();
  }
}
