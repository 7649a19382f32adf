package jp.tsunagi.emergency.boundary;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jp.tsunagi.emergency.control.CaseFilter;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/**
 * 案件一覧の問い.
 *
 * @param state codes of states separated by commas, or {@code open} for every state but closed; all
 *     states when absent
 * @param cursor where the last page ended; absent or empty for the first
 * @param language of the texts in the answer
 */
public record CaseQuery(@Nullable String state, @Nullable String cursor, String language) {
  /** Cases on one page. */
  static final int PAGE = 50;

  private static final String OPEN = "open";

  // One more than a page, which tells whether there is another page.
  CaseFilter filter() {
    return new CaseFilter(states(), TimeCursor.of(cursor).orElse(null), PAGE + 1);
  }

  private Set<CaseState> states() {
    Set<CaseState> states = EnumSet.noneOf(CaseState.class);
    if (state == null || state.isBlank()) {
      return states;
    }
    for (String code : state.split(",", -1)) {
      if (code.strip().equals(OPEN)) {
        states.addAll(EnumSet.complementOf(EnumSet.of(CaseState.CLOSED)));
      } else {
        states.add(CaseState.ofCode(code.strip()).orElseThrow(CaseQuery::unknownState));
      }
    }
    return states;
  }

  private static ProblemException unknownState() {
    return new ProblemException(
        ProblemCode.INVALID_PARAMETER,
        List.of(Violation.of("state", "not-a-code", CaseState.codes() + ", " + OPEN)));
  }
}
