package jp.tsunagi.emergency.control;

import java.util.List;
import java.util.Set;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/**
 * 案件一覧の条件.
 *
 * @param states which states; empty for all
 * @param from where the page begins: after this case, null for the newest
 */
public record CaseFilter(Set<CaseState> states, @Nullable TimeCursor from, int most) {
  public CaseFilter {
    states = Set.copyOf(states);
  }

  /** The codes of the wanted states. */
  public List<String> stateCodes() {
    return states.stream().map(CaseState::code).sorted().toList();
  }
}
