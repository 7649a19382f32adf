package jp.tsunagi.platform.boundary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * データベースへの問い. One SQL statement that grows together with its values, for repositories. It runs on
 * the connection of the caller's transaction. Times are kept in UTC.
 */
public final class DatabaseQuery {
  /** Reads one row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  private DatabaseQuery() {}

  public static DatabaseQuery of(String sql, @Nullable Object... values) {
    return new DatabaseQuery().add(sql, values);
  }

  /** Continues the statement; each {@code ?} stands for one value. */
  public DatabaseQuery add(String sql, @Nullable Object... values) {
    return add(sql, java.util.Arrays.asList(values));
  }

  /** Continues the statement with a condition that brings its own values. */
  public DatabaseQuery add(String sql, Collection<? extends @Nullable Object> values) {
    text.append(text.isEmpty() ? "" : " ").append(sql);
    this.values.addAll(values);
    return this;
  }

  /** Adds {@code (?,?,…)} for an IN condition; an empty collection matches nothing. */
  public DatabaseQuery addAnyOf(Collection<?> values) {
    if (values.isEmpty()) {
      return add("(NULL)");
    }
    return add("(" + String.join(",", Collections.nCopies(values.size(), "?")) + ")", values);
  }

  public <T> List<T> list(DataSource source, Reader<T> reader) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepared(connection);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  public <T> Optional<T> first(DataSource source, Reader<T> reader) {
    return list(source, reader).stream().findFirst();
  }

  /** Runs an insert, update or delete; the number of rows. */
  public int execute(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return execute(connection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The same on a connection one holds. */
  public int execute(Connection connection) {
    try (PreparedStatement statement = prepared(connection)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private PreparedStatement prepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, stored(values.get(i)));
    }
    return statement;
  }

  private static @Nullable Object stored(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (value instanceof Timestamp timestamp) {
      return LocalDateTime.ofInstant(timestamp.toInstant(), ZoneOffset.UTC);
    }
    return value;
  }

  // The statement is named, its values never: they may be names, addresses or texts.
  private IllegalStateException failed(SQLException cause) {
    return new IllegalStateException("query failed: " + text, cause);
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  public static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  public static @Nullable Double decimal(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
