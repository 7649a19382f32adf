package jp.tsunagi.notification.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.notification.entity.ToldNotice;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.platform.boundary.TimeCursor;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.jspecify.annotations.Nullable;

/** 通知簿. */
@ApplicationScoped
public class NotificationRepository {
  private static final String SELECT =
      "SELECT n.notification_id, n.kind, n.reference, n.resident_id, n.by_name, n.by_organization,"
          + " n.exercise, n.told_at, g.read_at"
          + " FROM notification_recipient p"
          + " JOIN notification n ON n.notification_id=p.notification_id"
          + " LEFT JOIN resource r ON r.fhir_id=n.resident_id"
          + " AND r.type_id=(SELECT t.type_id FROM resource_type t WHERE t.name='Patient')"
          + " LEFT JOIN notification_reading g"
          + " ON g.notification_id=n.notification_id AND g.user_name=?"
          + " WHERE p.recipient IN";

  /**
   * Whose notices: the recipients', with what this person has read of them, about nobody in
   * particular or about residents the person may see now.
   *
   * @param recipients organizations' ids, {@code role:auditor}, {@code role:city-disaster/08211};
   *     no notice has two of them
   */
  public record Reader(String user, List<String> recipients, Visibility residents) {
    public Reader {
      recipients = List.copyOf(recipients);
    }
  }

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  void add(ToldNotice notice, Collection<String> recipients) {
    DatabaseQuery.of(
            "INSERT INTO notification (notification_id, kind, reference, resident_id, by_name,"
                + " by_organization, exercise, told_at) VALUES (?,?,?,?,?,?,?,?)",
            notice.id(),
            notice.kind(),
            notice.about(),
            notice.resident(),
            notice.byName(),
            notice.byOrganization(),
            notice.exercise(),
            notice.toldAt().toEpochMilli())
        .execute(dataSource);
    for (String recipient : recipients) {
      DatabaseQuery.of(
              "INSERT INTO notification_recipient (recipient, told_at, notification_id) VALUES"
                  + " (?,?,?)",
              recipient,
              notice.toldAt().toEpochMilli(),
              notice.id())
          .execute(dataSource);
    }
  }

  /** A page of what a recipient was told, newest first. */
  public List<ToldNotice> list(Reader reader, @Nullable TimeCursor from, int most) {
    DatabaseQuery query = told(reader);
    if (from != null) {
      long at = from.at().toEpochMilli();
      query.add("AND (p.told_at<? OR (p.told_at=? AND p.notification_id<?))", at, at, from.id());
    }
    return query
        .add("ORDER BY p.told_at DESC, p.notification_id DESC LIMIT ?", most)
        .list(dataSource, NotificationRepository::notice);
  }

  public Optional<ToldNotice> find(Reader reader, String id) {
    return told(reader)
        .add("AND n.notification_id=?", id)
        .first(dataSource, NotificationRepository::notice);
  }

  /** The first reading counts; a repeat changes nothing. */
  public void markRead(String id, String user, Instant at) {
    DatabaseQuery.of(
            "INSERT INTO notification_reading (notification_id, user_name, read_at) VALUES (?,?,?)"
                + " ON DUPLICATE KEY UPDATE read_at=read_at",
            id,
            user,
            at.toEpochMilli())
        .execute(dataSource);
  }

  private static DatabaseQuery told(Reader reader) {
    Condition shown = reader.residents().on("r", "Patient");
    return DatabaseQuery.of(SELECT, reader.user())
        .addAnyOf(reader.recipients())
        .add(
            "AND (n.resident_id IS NULL OR (r.sid IS NOT NULL AND (" + shown.sql() + ")))",
            shown.parameters());
  }

  private static ToldNotice notice(ResultSet row) throws SQLException {
    long readAt = row.getLong(9);
    boolean unread = row.wasNull();
    return new ToldNotice(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getBoolean(7),
        Instant.ofEpochMilli(row.getLong(8)),
        unread ? null : Instant.ofEpochMilli(readAt));
  }
}
