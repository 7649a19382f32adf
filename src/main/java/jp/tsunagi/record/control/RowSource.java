package jp.tsunagi.record.control;

import java.util.function.Function;

/**
 * 索引の範囲。 The rows of an index table that satisfy a criterion.
 *
 * @param where the condition on an alias of the table
 * @param isOneKey whether it is one key of the table's value index: then its rows come ordered by
 *     sid
 * @param yield how many rows to expect
 */
record RowSource(String table, Function<String, SqlText> where, boolean isOneKey, Yield yield) {

  /** How many rows a source is known to have, by what it is. */
  enum Yield {
    /** Named one by one. */
    LISTED,
    /** As much as one person has. */
    PERSONAL,
    /** Anything; ask the index. */
    UNKNOWN
  }

  RowSource(String table, Function<String, SqlText> where, boolean isOneKey) {
    this(table, where, isOneKey, Yield.UNKNOWN);
  }

  RowSource expecting(Yield expected) {
    return new RowSource(table, where, isOneKey, expected);
  }

  /** Whether the row has one of these index rows. */
  SqlText exists(SearchCondition.Row row, SearchCondition.Aliases aliases) {
    String alias = aliases.next();
    // A scalar subquery with a limit: no semi-join, always a look-up by sid.
    return SqlText.of(
            "(SELECT 1 FROM " + table + " " + alias + " WHERE " + alias + ".sid=" + row.sid())
        .add(" AND ")
        .add(where.apply(alias))
        .add(" LIMIT 1) IS NOT NULL");
  }
}
