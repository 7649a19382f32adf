package jp.tsunagi.record.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** SQL文。 A piece of SQL that grows together with the values of its {@code ?} marks. */
public final class SqlText {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  public static SqlText of(String sql, Object... values) {
    return new SqlText().add(sql, values);
  }

  SqlText add(String sql, Object... more) {
    text.append(sql);
    values.addAll(Arrays.asList(more));
    return this;
  }

  SqlText add(SqlText other) {
    text.append(other.text);
    values.addAll(other.values);
    return this;
  }

  public SqlText add(String sql, Collection<?> more) {
    text.append(sql);
    values.addAll(more);
    return this;
  }

  /** {@code column = ?} for one value, {@code column IN (?,…)} for several, false for none. */
  SqlText addAnyOf(String column, Collection<?> any) {
    if (any.isEmpty()) {
      return add("1=0");
    }
    if (any.size() == 1) {
      return add(column + "=?", any);
    }
    return add(column + " IN (" + marks(any.size()) + ")", any);
  }

  static String marks(int count) {
    return String.join(",", Collections.nCopies(count, "?"));
  }

  String text() {
    return text.toString();
  }

  List<Object> values() {
    return Collections.unmodifiableList(values);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    try {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException failed) {
      statement.close();
      throw failed;
    }
  }
}
