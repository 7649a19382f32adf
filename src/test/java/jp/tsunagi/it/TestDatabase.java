package jp.tsunagi.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.launcher.DatabaseAccess;
import jp.tsunagi.launcher.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;

/**
 * 試験用の直接接続。 The database behind the application's back: to look, to tamper, to ask for query plans.
 */
public final class TestDatabase {
  private final EmbeddedDatabase database;

  TestDatabase(EmbeddedDatabase database) {
    this.database = database;
  }

  /** A connection with the rights the application works with. */
  public Connection asTheApplication() throws SQLException {
    DatabaseAccess access = database.access();
    return DriverManager.getConnection(access.url(), access.user(), access.password());
  }

  /** Where it is, and its owner. */
  public DatabaseAccess owner() {
    return database.ownerAccess();
  }

  /** The rows of a query, columns by their labels. */
  public List<Map<String, @Nullable Object>> query(String sql, Object... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = prepared(connection, sql, values);
        ResultSet result = statement.executeQuery()) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  public long count(String sql, Object... values) {
    Object first = query(sql, values).get(0).values().iterator().next();
    return ((Number) java.util.Objects.requireNonNull(first)).longValue();
  }

  public int update(String sql, Object... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** The plan of a query: one row for each table it touches. */
  public List<Map<String, @Nullable Object>> explain(String sql, Object... values) {
    return query("EXPLAIN " + sql, values);
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
