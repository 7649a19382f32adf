package jp.tsunagi.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * 外部データベース。 A database that is not ours, of which the one schema we were given is emptied on
 * request.
 */
final class ForeignDatabase {
  private static final int ANSWER_SECONDS = 5;

  private ForeignDatabase() {}

  static void requireReachable(DatabaseAccess access) {
    try (Connection connection =
        DriverManager.getConnection(access.url(), access.user(), access.password())) {
      if (!connection.isValid(ANSWER_SECONDS)) {
        throw new SQLException("no answer in " + ANSWER_SECONDS + " seconds");
      }
    } catch (SQLException failure) {
      throw new LauncherFailure(
          "The database "
              + access
              + " cannot be used: check TSUNAGI_DATABASE_URL, TSUNAGI_DATABASE_USER and"
              + " TSUNAGI_DATABASE_PASSWORD ("
              + String.valueOf(failure.getMessage()).lines().findFirst().orElse("")
              + ").",
          failure);
    }
  }

  static void empty(DatabaseAccess access) {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement()) {
      List<String> drops = new ArrayList<>();
      try (ResultSet tables =
          connection
              .getMetaData()
              .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "VIEW"})) {
        while (tables.next()) {
          String kind = tables.getString("TABLE_TYPE").contains("VIEW") ? "VIEW" : "TABLE";
          drops.add(
              "DROP " + kind + " `" + tables.getString("TABLE_NAME").replace("`", "``") + "`");
        }
      }
      statement.execute("SET FOREIGN_KEY_CHECKS=0");
      for (String drop : drops) {
        statement.execute(drop);
      }
    } catch (SQLException failure) {
      throw new LauncherFailure(
          "The database " + access + " cannot be emptied: " + failure.getMessage(), failure);
    }
  }
}
