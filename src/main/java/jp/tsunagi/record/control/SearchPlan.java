package jp.tsunagi.record.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 検索計画。 How a search is run: where it starts, what it checks on the way, in which order. */
interface SearchPlan {
  /**
   * A match.
   *
   * @param position its sort keys and sid, to go on from
   */
  record Found(long sid, List<String> position) {}

  /** The statements to run one after the other until there are enough matches. */
  List<SqlText> statements(@Nullable List<String> after, int most);

  SqlText count();
}
