package jp.tsunagi.record.boundary;

import java.util.List;
import javax.sql.DataSource;
import jp.tsunagi.platform.boundary.DatabaseQuery;

/** 主のない行. Rows of projections that no resource stands behind. */
public final class GoneRows {
  private static final int AT_ONCE = 1_000;

  private GoneRows() {}

  /**
   * Removes them. What others are creating meanwhile stays: a resource is never seen later than its
   * rows, and a surrogate key is never given twice.
   *
   * @param column which holds the surrogate key of the resource
   */
  public static void remove(DataSource database, String table, String column) {
    List<Long> gone;
    do {
      gone =
          DatabaseQuery.of(
                  "SELECT DISTINCT t."
                      + column
                      + " FROM "
                      + table
                      + " t LEFT JOIN resource r ON r.sid=t."
                      + column
                      + " WHERE r.sid IS NULL LIMIT ?",
                  AT_ONCE)
              .list(database, row -> row.getLong(1));
      if (!gone.isEmpty()) {
        DatabaseQuery.of("DELETE FROM " + table + " WHERE " + column + " IN")
            .addAnyOf(gone)
            .execute(database);
      }
    } while (gone.size() == AT_ONCE);
  }
}
