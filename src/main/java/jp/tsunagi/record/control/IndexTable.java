package jp.tsunagi.record.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;

/**
 * 索引の表。 One table for each way of comparing, not for each type of search parameter: a resource's
 * index rows then go to the database in two or three statements.
 */
enum IndexTable {
  KEY("index_key", List.of("param_id", "hash", "qualifier", "part", "head")),
  RANGE("index_range", List.of("param_id", "low", "high", "unit", "part")),
  TEXT("index_text", List.of("param_id", "hash", "normalized")),
  POSITION("index_position", List.of("param_id", "latitude", "longitude"));

  private final String title;
  private final List<String> columns;

  IndexTable(String title, List<String> columns) {
    this.title = title;
    this.columns = columns;
  }

  String title() {
    return title;
  }

  static IndexTable of(IndexRow row) {
    if (row instanceof IndexRow.Key || row instanceof IndexRow.Link) {
      return KEY;
    }
    if (row instanceof IndexRow.Range) {
      return RANGE;
    }
    return row instanceof IndexRow.Text ? TEXT : POSITION;
  }

  /** The column values of a row, its sid first. */
  static Object[] values(long sid, IndexRow row, Map<LogicalId, Long> sids) {
    if (row instanceof IndexRow.Key key) {
      return new Object[] {
        sid, key.parameter(), key.hash(), key.qualifier(), key.part(), key.head()
      };
    }
    if (row instanceof IndexRow.Link link) {
      return new Object[] {
        sid, link.parameter(), sids.getOrDefault(link.target(), 0L), 0, link.part(), ""
      };
    }
    if (row instanceof IndexRow.Range range) {
      return new Object[] {
        sid, range.parameter(), range.low(), range.high(), range.unit(), range.part()
      };
    }
    if (row instanceof IndexRow.Text text) {
      return new Object[] {sid, text.parameter(), text.hash(), text.normalized()};
    }
    IndexRow.Position position = (IndexRow.Position) row;
    return new Object[] {sid, position.parameter(), position.latitude(), position.longitude()};
  }

  String insert() {
    return "INSERT INTO "
        + title
        + " (sid,"
        + String.join(",", columns)
        + ") VALUES (?,"
        + String.join(",", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  /** Takes the same values as the insert. */
  String delete() {
    return "DELETE FROM "
        + title
        + " WHERE sid=? AND "
        + String.join(" AND ", columns.stream().map(column -> column + "=?").toList());
  }
}
