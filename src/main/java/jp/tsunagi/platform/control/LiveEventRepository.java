package jp.tsunagi.platform.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.LiveEvent;

/** Keeps live events so that a stream can resume where it was cut, also after a restart. */
@ApplicationScoped
public class LiveEventRepository {
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  /**
   * An event with its place in the order of sending.
   *
   * @param content the event's data as the JSON that travels
   */
  record Numbered(long number, LiveEvent event, String content) {}

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  /** Adds the event; part of the caller's transaction if there is one. */
  void add(LiveEvent event, Instant now) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO live_event (name, content, audience, created_at) VALUES (?,?,?,?)")) {
      insert.setString(1, event.name());
      insert.setString(2, Json.mapper().writeValueAsString(event.data()));
      insert.setString(3, Json.mapper().writeValueAsString(event.audience()));
      insert.setTimestamp(4, Timestamp.from(now));
      insert.executeUpdate();
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("live event not kept", e);
    }
  }

  /** Numbers what was committed and not yet sent, after {@code last}, and returns it in order. */
  List<Numbered> numberUnsent(long last) throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<Numbered> events = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, name, content, audience FROM live_event WHERE sent_number IS NULL ORDER BY id LIMIT 500");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
          events.add(numbered(last + ids.size(), rows, 2));
        }
      }
      if (!ids.isEmpty()) {
        number(connection, ids, last);
      }
    }
    return events;
  }

  private static void number(Connection connection, List<Long> ids, long last) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE live_event SET sent_number=? WHERE id=?")) {
      for (int i = 0; i < ids.size(); i++) {
        update.setLong(1, last + i + 1);
        update.setLong(2, ids.get(i));
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** What was sent after a number, oldest first, at most 1,000. */
  List<Numbered> sentAfter(long number) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT sent_number, name, content, audience FROM live_event WHERE sent_number>? ORDER BY sent_number LIMIT 1000")) {
      select.setLong(1, number);
      List<Numbered> events = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(numbered(rows.getLong(1), rows, 2));
        }
      }
      return events;
    }
  }

  /** The number of the event sent last; 0 before the first. */
  long lastNumber() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT COALESCE(MAX(sent_number),0) FROM live_event");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Forgets what nobody will resume from any more. */
  void forgetBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM live_event WHERE created_at<? AND sent_number IS NOT NULL AND sent_number<(SELECT n FROM (SELECT MAX(sent_number) AS n FROM live_event) newest) LIMIT 5000")) {
      delete.setTimestamp(1, Timestamp.from(time));
      delete.executeUpdate();
    }
  }

  private static Numbered numbered(long number, ResultSet rows, int first) throws SQLException {
    try {
      String content = rows.getString(first + 1);
      return new Numbered(
          number,
          new LiveEvent(
              rows.getString(first),
              Json.mapper().readValue(content, MEMBERS),
              Json.mapper().readValue(rows.getString(first + 2), MEMBERS)),
          content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("live event " + number + " is unreadable", e);
    }
  }
}
