package jp.tsunagi.platform.control;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** 最小権限. What the application's database user may do with each table. */
final class DatabaseGrants {

  private static final Map<String, String> SPECIAL =
      Map.of(
          "audit_row", "SELECT, INSERT",
          "audit_row_resident", "SELECT, INSERT",
          "audit_chain", "SELECT, INSERT",
          "audit_block", "SELECT, INSERT",
          "audit_block_key", "SELECT, INSERT",
          "flyway_schema_history", "SELECT");
  private static final String USUAL = "SELECT, INSERT, UPDATE, DELETE";

  private DatabaseGrants() {}

  static DataSource dataSource(String url, String user, String password) {
    MysqlDataSource source = new MysqlDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** Gives the user of one source, as the owner, what its work needs with every table there is. */
  static void give(DataSource owner, DataSource application) {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      String user = quoted(currentUser(application));
      for (String table : tables(connection)) {
        statement.execute(
            "GRANT "
                + SPECIAL.getOrDefault(table, USUAL)
                + " ON `"
                + table.replace("`", "``")
                + "` TO "
                + user);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the rights of the application's user were not set", e);
    }
  }

  private static String currentUser(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
      row.next();
      return row.getString(1);
    }
  }

  // Told as name@host; a host has no @, a name may.
  private static String quoted(String user) {
    int at = user.lastIndexOf('@');
    return "'"
        + user.substring(0, at).replace("'", "''")
        + "'@'"
        + user.substring(at + 1).replace("'", "''")
        + "'";
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
