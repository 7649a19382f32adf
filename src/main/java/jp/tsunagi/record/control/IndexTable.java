package jp.tsunagi.record.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;

/**
 * 索引の表。 How one kind of index row lies in its table.
 *
 * @param columns all columns after {@code sid}
 * @param key how many of them, from the first, identify the row together with {@code sid}
 */
record IndexTable<T extends IndexRow>(
    Class<T> kind, String name, List<String> columns, int key, Reader<T> reader) {

  /** The column values of a row after its sid. */
  interface Reader<T> {
    List<Object> of(T row, Map<LogicalId, Long> sids);
  }

  static final List<IndexTable<? extends IndexRow>> ALL =
      List.of(
          new IndexTable<>(
              IndexRow.Token.class,
              "index_token",
              List.of("param_id", "hash", "system_hash", "head"),
              3,
              (row, sids) -> List.of(row.parameter(), row.hash(), row.system(), row.head())),
          new IndexTable<>(
              IndexRow.Text.class,
              "index_string",
              List.of("param_id", "hash", "normalized"),
              2,
              (row, sids) -> List.of(row.parameter(), row.hash(), row.normalized())),
          new IndexTable<>(
              IndexRow.Period.class,
              "index_date",
              List.of("param_id", "low", "high"),
              3,
              (row, sids) -> List.of(row.parameter(), row.low(), row.high())),
          new IndexTable<>(
              IndexRow.Quantity.class,
              "index_quantity",
              List.of(
                  "param_id",
                  "part_hash",
                  "unit_hash",
                  "system_hash",
                  "low",
                  "high",
                  "canonical_hash",
                  "canonical_low",
                  "canonical_high"),
              6,
              (row, sids) ->
                  List.of(
                      row.parameter(),
                      row.part(),
                      row.unit(),
                      row.system(),
                      row.low(),
                      row.high(),
                      row.canonicalUnit(),
                      row.canonicalLow(),
                      row.canonicalHigh())),
          new IndexTable<>(
              IndexRow.Link.class,
              "index_reference",
              List.of("param_id", "target_sid"),
              2,
              (row, sids) -> List.of(row.parameter(), sids.getOrDefault(row.target(), 0L))),
          new IndexTable<>(
              IndexRow.Position.class,
              "index_position",
              List.of("param_id", "latitude", "longitude"),
              1,
              (row, sids) -> List.of(row.parameter(), row.latitude(), row.longitude())));

  Object[] values(long sid, T row, Map<LogicalId, Long> sids) {
    List<Object> values = new ArrayList<>(columns.size() + 1);
    values.add(sid);
    values.addAll(reader.of(row, sids));
    return values.toArray();
  }

  String insert() {
    return "INSERT INTO "
        + name
        + " (sid,"
        + String.join(",", columns)
        + ") VALUES (?,"
        + String.join(",", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  /** Takes the same values as the insert; those behind the key are compared as well. */
  String delete() {
    return "DELETE FROM "
        + name
        + " WHERE sid=? AND "
        + String.join(" AND ", columns.stream().map(column -> column + "=?").toList());
  }
}
