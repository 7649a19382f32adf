package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * 番号表。 The small numbers that stand for types and search parameters in keys. A number is given
 * once, in a transaction of its own, and never changes; nodes may ask for the same name at once.
 */
@ApplicationScoped
public class NumberDictionary {
  private RecordTransaction transaction;

  @SuppressWarnings("NullAway.Init")
  protected NumberDictionary() {}

  @Inject
  NumberDictionary(RecordTransaction transaction) {
    this.transaction = transaction;
  }

  /** Numbers of the types by name. */
  public Map<String, Integer> types(Collection<String> names) {
    return numbers("resource_type", "type_id", names);
  }

  /** Numbers of the search parameters by name, such as {@code Observation.code}. */
  public Map<String, Integer> parameters(Collection<String> names) {
    return numbers("search_parameter", "param_id", names);
  }

  private Map<String, Integer> numbers(String table, String column, Collection<String> names) {
    return transaction.runApart(
        connection -> {
          Map<String, Integer> known = load(connection, table, column);
          // Only what is missing is inserted: a refused insert would use up a number.
          List<String> missing =
              new TreeSet<>(names).stream().filter(name -> !known.containsKey(name)).toList();
          if (missing.isEmpty()) {
            return known;
          }
          insert(connection, table, missing);
          return load(connection, table, column);
        });
  }

  private static Map<String, Integer> load(Connection connection, String table, String column)
      throws SQLException {
    Map<String, Integer> numbers = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT name, " + column + " FROM " + table);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        numbers.put(rows.getString(1), rows.getInt(2));
      }
    }
    return numbers;
  }

  private static void insert(Connection connection, String table, List<String> names)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " (name) VALUES (?) ON DUPLICATE KEY UPDATE name=name")) {
      for (String name : names) {
        insert.setString(1, name);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
