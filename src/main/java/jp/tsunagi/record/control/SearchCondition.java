package jp.tsunagi.record.control;

import java.util.Optional;

/** 検索条件。 One criterion, as SQL. */
interface SearchCondition {
  /**
   * The row in question.
   *
   * @param sid SQL of its sid
   * @param resource the alias of its row in {@code resource}
   */
  record Row(String sid, String resource) {}

  /** A condition on a row that the optimizer cannot turn into another join order. */
  SqlText filter(Row row, Aliases aliases);

  /** The index rows to start from, when the condition can lead the search. */
  default Optional<RowSource> lead() {
    return Optional.empty();
  }

  /** Hands out table aliases. */
  final class Aliases {
    private int count;

    String next() {
      count++;
      return "x" + count;
    }
  }

  /** Matches nothing, as a reference to what does not exist. */
  SearchCondition NOTHING = (row, aliases) -> SqlText.of("1=0");
}
