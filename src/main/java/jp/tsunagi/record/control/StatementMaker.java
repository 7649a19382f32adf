package jp.tsunagi.record.control;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.record.control.ParsedSearch.SortKey;
import jp.tsunagi.record.control.SearchPlanner.Statements;
import org.jspecify.annotations.Nullable;

/**
 * 検索文の組立て。 Writes the SQL of a plan. Every statement starts at {@code d}, meets the resource row
 * {@code r}, and has the visibility and all criteria in its WHERE clause.
 */
final class StatementMaker {
  private static final SearchCondition.Row ROW = new SearchCondition.Row("r.sid", "r");

  private final ParsedSearch search;
  private final int typeNumber;
  private final RowFilter visible;
  private final SortOrder order;

  StatementMaker(ParsedSearch search, int typeNumber, RowFilter visible, SortOrder order) {
    this.search = search;
    this.typeNumber = typeNumber;
    this.visible = visible;
    this.order = order;
  }

  /** Starts at the index rows of one condition. */
  SearchPlan from(SearchCondition lead) {
    RowSource source = lead.lead().orElseThrow();
    // Several conditions may share what leads (an AllCondition): only the source itself is done.
    SearchCondition done = lead instanceof IndexCondition ? lead : null;
    SqlText from;
    if (source.table().equals("resource")) {
      from = SqlText.of(" FROM resource r WHERE ").add(source.where().apply("r"));
    } else if (source.isOneKey()) {
      from =
          SqlText.of(
                  " FROM " + source.table() + " d STRAIGHT_JOIN resource r ON r.sid=d.sid WHERE ")
              .add(source.where().apply("d"));
    } else {
      from =
          SqlText.of(" FROM (SELECT DISTINCT e.sid FROM " + source.table() + " e WHERE ")
              .add(source.where().apply("e"))
              .add(") d STRAIGHT_JOIN resource r ON r.sid=d.sid WHERE 1=1");
    }
    SqlText rows = new SqlText().add(from).add(" AND ").add(conditions(done));
    boolean ordered = source.isOneKey() && !source.table().equals("resource");
    return plan(rows, ordered ? "d.sid" : "r.sid", ordered);
  }

  /** Starts at the type, newest first. */
  SearchPlan ofType() {
    return plan(
        SqlText.of(" FROM resource r FORCE INDEX (resource_sequence) WHERE ").add(conditions(null)),
        "r.sid",
        true);
  }

  /** Starts at the type in the order of {@code _id} or {@code _lastUpdated}. */
  SearchPlan ofTypeBy(SortKey key) {
    String index = key.code().equals("_id") ? "resource_name" : "resource_changes";
    String column = SortOrder.value(key, ROW).text();
    SqlText rows =
        SqlText.of(" FROM resource r FORCE INDEX (" + index + ") WHERE ").add(conditions(null));
    return new Statements(
        (after, most, body) -> {
          SqlText page = SqlText.of("SELECT r.sid, " + column + body).add(rows);
          if (after != null) {
            page.add(" AND ").add(order.after(List.of(column), "r.sid", order.position(after)));
          }
          return List.of(
              page.add(
                  " ORDER BY "
                      + column
                      + order.direction()
                      + ", r.sid"
                      + order.direction()
                      + " LIMIT "
                      + most));
        },
        count(rows),
        true);
  }

  /** Everything about one resident, by leading date, newest first. */
  SearchPlan residentsRecord(long resident) {
    SqlText rows =
        SqlText.of(
                " FROM compartment d FORCE INDEX (compartment_resident) STRAIGHT_JOIN resource r"
                    + " ON r.sid=d.sid WHERE d.resident_sid=? AND d.type_id=? AND ",
                resident,
                typeNumber)
            .add(conditions(null));
    return new Statements(
        (after, most, body) -> {
          SqlText page = SqlText.of("SELECT d.sid, d.sort_date" + body).add(rows);
          if (after != null) {
            List<Object> position = order.position(after);
            page.add(" AND d.sort_date<=? AND ", position.get(0))
                .add(order.after(List.of("d.sort_date"), "d.sid", position));
          }
          return List.of(page.add(" ORDER BY d.sort_date DESC, d.sid DESC LIMIT " + most));
        },
        count(rows),
        true);
  }

  /** In the order of the sort key's own index; what has no value follows in a second statement. */
  SearchPlan byIndex(SortKey key, SearchParameter parameter) {
    String table = SortOrder.table(parameter);
    String column = SortOrder.column(parameter);
    String index = table.equals("index_range") ? "index_range_low" : table + "_value";
    SqlText checks = conditions(null);
    String nearer = key.descending() ? ">" : "<";
    SqlText rows =
        SqlText.of(
                " FROM %s d FORCE INDEX (%s) STRAIGHT_JOIN resource r ON r.sid=d.sid"
                    .formatted(table, index))
            .add(" WHERE d.param_id=? AND ", parameter.storedAs().get(0))
            .add(checks)
            .add(
                " AND (SELECT 1 FROM %s n WHERE n.sid=d.sid AND n.param_id=d.param_id AND n.%s%sd.%s LIMIT 1) IS NULL"
                    .formatted(table, column, nearer, column));
    SqlText rest =
        SqlText.of(" FROM resource r FORCE INDEX (resource_sequence) WHERE ")
            .add(checks)
            .add(
                " AND (SELECT 1 FROM "
                    + table
                    + " n WHERE n.sid=r.sid AND n.param_id=? LIMIT 1) IS NULL",
                parameter.storedAs().get(0));
    Object nothing = SortOrder.nothing(key);
    return new Statements(
        (after, most, body) -> {
          List<SqlText> statements = new ArrayList<>();
          List<Object> position = after == null ? null : order.position(after);
          if (position == null || !position.get(0).equals(nothing)) {
            statements.add(
                ordered(
                    SqlText.of("SELECT d.sid, d." + column + body).add(rows),
                    "d." + column,
                    position,
                    most));
          }
          SqlText without = SqlText.of("SELECT r.sid, ?" + body, nothing).add(rest);
          if (position != null && position.get(0).equals(nothing)) {
            without.add(" AND r.sid" + (order.isDescending() ? "<?" : ">?"), position.get(1));
          }
          statements.add(without.add(" ORDER BY r.sid" + order.direction() + " LIMIT " + most));
          return statements;
        },
        count(SqlText.of(" FROM resource r WHERE ").add(checks)),
        true);
  }

  private SqlText ordered(SqlText page, String column, @Nullable List<Object> position, int most) {
    if (position != null) {
      page.add(" AND ").add(order.after(List.of(column), "d.sid", position));
    }
    return page.add(
        " ORDER BY "
            + column
            + order.direction()
            + ", d.sid"
            + order.direction()
            + " LIMIT "
            + most);
  }

  /** Collects all of the type and sorts. */
  SearchPlan sorted() {
    return plan(SqlText.of(" FROM resource r WHERE ").add(conditions(null)), "r.sid", false);
  }

  private SearchPlan plan(SqlText rows, String sid, boolean ordered) {
    return new Statements(
        (after, most, body) ->
            List.of(
                order.keys().isEmpty()
                    ? bySequence(rows, sid + body, sid, after, most)
                    : bySort(rows, after, most)),
        count(rows),
        ordered && order.keys().isEmpty());
  }

  private static SqlText bySequence(
      SqlText rows, String columns, String sid, @Nullable List<String> after, int most) {
    SqlText page = SqlText.of("SELECT " + columns).add(rows);
    if (after != null) {
      page.add(" AND " + sid + "<?", Long.parseLong(after.get(0)));
    }
    return page.add(" ORDER BY " + sid + " DESC LIMIT " + most);
  }

  private SqlText bySort(SqlText rows, @Nullable List<String> after, int most) {
    SqlText page = SqlText.of("SELECT q.sid");
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < order.keys().size(); i++) {
      columns.add("q.k" + i);
      page.add(", q.k" + i);
    }
    page.add(" FROM (SELECT r.sid AS sid");
    for (int i = 0; i < order.keys().size(); i++) {
      page.add(", ").add(SortOrder.value(order.keys().get(i), ROW)).add(" AS k" + i);
    }
    page.add(rows).add(") q");
    if (after != null) {
      page.add(" WHERE ").add(order.after(columns, "q.sid", order.position(after)));
    }
    page.add(" ORDER BY ");
    for (int i = 0; i < columns.size(); i++) {
      page.add(columns.get(i) + (order.keys().get(i).descending() ? " DESC, " : " ASC, "));
    }
    return page.add("q.sid" + order.direction() + " LIMIT " + most);
  }

  private static SqlText count(SqlText rows) {
    return SqlText.of("SELECT COUNT(DISTINCT r.sid)").add(rows);
  }

  private SqlText conditions(@Nullable SearchCondition done) {
    SqlText all =
        SqlText.of("r.type_id=? AND r.deleted=0 AND (", typeNumber)
            .add(visible.on("r", search.type()))
            .add(")");
    SearchCondition.Aliases aliases = new SearchCondition.Aliases();
    for (SearchCondition condition : search.conditions()) {
      if (condition != done) {
        all.add(" AND ").add(condition.filter(ROW, aliases));
      }
    }
    return all;
  }
}
