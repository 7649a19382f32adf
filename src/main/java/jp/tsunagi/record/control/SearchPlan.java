package jp.tsunagi.record.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 検索計画。 How a search is run: where it starts, what it checks on the way, in which order. */
interface SearchPlan {
  /**
   * A match.
   *
   * @param position its sort keys and sid, to go on from
   * @param body the match itself; null before it is read, and where it went meanwhile
   */
  record Found(long sid, List<String> position, @Nullable StoredBody body) {}

  /**
   * Whether the statements bring the bodies as well: where rows are met in their order, nothing is
   * read that is not shown. Where they must be sorted first, bodies would be sorted with them.
   */
  boolean bringsBodies();

  /**
   * The statements to run one after the other until there are enough matches.
   *
   * @param after where to go on; null to begin
   * @param withBodies only where the plan brings them
   */
  List<SqlText> statements(@Nullable List<String> after, int most, boolean withBodies);

  SqlText count();
}
