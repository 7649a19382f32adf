package jp.tsunagi.disaster.entity;

import jp.tsunagi.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * 名簿の絞り込み.
 *
 * @param area includes all below it
 * @param status as shown; absent: any
 * @param conflict only contradictory lines
 * @param assignee account name of who goes there
 * @param after where the page before ended
 */
public record RosterFilter(
    @Nullable AreaCode area,
    @Nullable Safety status,
    boolean conflict,
    @Nullable String assignee,
    @Nullable RosterPosition after) {
  public static final RosterFilter EVERYBODY = new RosterFilter(null, null, false, null, null);

  public static RosterFilter with(Safety status) {
    return new RosterFilter(null, status, false, null, null);
  }

  public static RosterFilter contradictory() {
    return new RosterFilter(null, null, true, null, null);
  }
}
