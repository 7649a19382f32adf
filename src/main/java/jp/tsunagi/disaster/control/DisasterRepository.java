package jp.tsunagi.disaster.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.Hazard;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import org.jspecify.annotations.Nullable;

/** Keeps the disasters at hand that the CarePlans tell of. */
@ApplicationScoped
public class DisasterRepository {
  private static final String COLUMNS =
      "SELECT sid, disaster_id, title, hazard, areas, exercise, opened_at, closed_at, mode_ground,"
          + " mode_reason, mode_from, mode_until, mode_declared_by, mode_confirmed_by,"
          + " mode_confirmed_at FROM disaster_event";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  void put(long sid, Disaster disaster) {
    EmergencyMode mode = disaster.mode();
    DatabaseQuery.of(
            "INSERT INTO disaster_event (sid, disaster_id, title, hazard, areas, exercise,"
                + " opened_at, closed_at, mode_ground, mode_reason, mode_from, mode_until,"
                + " mode_declared_by, mode_confirmed_by, mode_confirmed_at, rank_stale)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)"
                + " ON DUPLICATE KEY UPDATE title=VALUES(title), hazard=VALUES(hazard),"
                + " areas=VALUES(areas), exercise=VALUES(exercise), opened_at=VALUES(opened_at),"
                + " closed_at=VALUES(closed_at), mode_ground=VALUES(mode_ground),"
                + " mode_reason=VALUES(mode_reason), mode_from=VALUES(mode_from),"
                + " mode_until=VALUES(mode_until), mode_declared_by=VALUES(mode_declared_by),"
                + " mode_confirmed_by=VALUES(mode_confirmed_by),"
                + " mode_confirmed_at=VALUES(mode_confirmed_at)",
            sid,
            disaster.id(),
            disaster.title(),
            disaster.hazard().code(),
            disaster.areas().stream().map(AreaCode::value).collect(Collectors.joining(" ")),
            disaster.exercise(),
            disaster.openedAt().toEpochMilli(),
            milliseconds(disaster.closedAt()),
            mode == null ? null : mode.legalGround(),
            mode == null ? null : mode.reason(),
            mode == null ? null : milliseconds(mode.from()),
            mode == null ? null : milliseconds(mode.until()),
            mode == null ? null : mode.declaredBy(),
            mode == null ? null : mode.confirmedBy(),
            mode == null ? null : milliseconds(mode.confirmedAt()))
        .execute(database);
  }

  void remove(long sid) {
    DatabaseQuery.of("DELETE FROM disaster_event WHERE sid=?", sid).execute(database);
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    GoneRows.remove(database, "disaster_event", "sid");
  }

  public Optional<StoredDisaster> find(String id) {
    return DatabaseQuery.of(COLUMNS + " WHERE disaster_id=?", id)
        .first(database, DisasterRepository::read);
  }

  Optional<StoredDisaster> find(long sid) {
    return DatabaseQuery.of(COLUMNS + " WHERE sid=?", sid)
        .first(database, DisasterRepository::read);
  }

  /** Newest first. */
  public List<StoredDisaster> page(
      @Nullable Long openedBefore, @Nullable Long sidBefore, int most) {
    DatabaseQuery query = DatabaseQuery.of(COLUMNS);
    if (openedBefore != null && sidBefore != null) {
      query.add(
          "WHERE (opened_at < ? OR (opened_at = ? AND sid < ?))",
          openedBefore,
          openedBefore,
          sidBefore);
    }
    return query
        .add("ORDER BY opened_at DESC, sid DESC LIMIT ?", most)
        .list(database, DisasterRepository::read);
  }

  /**
   * The disasters with an emergency mode that began between two times and that nobody has
   * confirmed.
   */
  List<StoredDisaster> unconfirmed(Instant from, Instant to) {
    return DatabaseQuery.of(
            COLUMNS
                + " WHERE mode_from>=? AND mode_from<? AND mode_confirmed_by IS NULL"
                + " ORDER BY mode_from DESC, sid DESC",
            from.toEpochMilli(),
            to.toEpochMilli())
        .list(database, DisasterRepository::read);
  }

  /** Those of them that began until then and that nobody was told of. */
  List<StoredDisaster> unconfirmedAndUntold(Instant until) {
    return DatabaseQuery.of(
            COLUMNS
                + " WHERE mode_from<=? AND mode_confirmed_by IS NULL AND NOT EXISTS (SELECT 1 FROM"
                + " emergency_mode_reminder m WHERE m.disaster_id=disaster_event.disaster_id AND"
                + " m.mode_from=disaster_event.mode_from) ORDER BY mode_from, sid",
            until.toEpochMilli())
        .list(database, DisasterRepository::read);
  }

  /**
   * Keeps that the declaration is told of as unconfirmed; false when it has been, or when somebody
   * confirmed it meanwhile.
   */
  boolean remind(long sid, Instant modeFrom, Instant now) {
    return DatabaseQuery.of(
                "INSERT IGNORE INTO emergency_mode_reminder (disaster_id, mode_from, told_at)"
                    + " SELECT disaster_id, mode_from, ? FROM disaster_event WHERE sid=? AND"
                    + " mode_from=? AND mode_confirmed_by IS NULL",
                now.toEpochMilli(),
                sid,
                modeFrom.toEpochMilli())
            .execute(database)
        == 1;
  }

  /** The disasters that are not closed. */
  List<StoredDisaster> open() {
    return DatabaseQuery.of(COLUMNS + " WHERE closed_at IS NULL ORDER BY sid")
        .list(database, DisasterRepository::read);
  }

  /** The open disasters whose roster has the resident. */
  List<StoredDisaster> openWith(String resident, boolean exercise) {
    return DatabaseQuery.of(
            COLUMNS
                + " WHERE closed_at IS NULL AND exercise=? AND sid IN (SELECT l.disaster_sid FROM"
                + " roster_line l JOIN roster_candidate c ON c.resident_sid=l.resident_sid WHERE"
                + " c.resident_id=?) ORDER BY sid",
            exercise,
            resident)
        .list(database, DisasterRepository::read);
  }

  private static StoredDisaster read(ResultSet row) throws SQLException {
    Instant modeUntil = instant(row, "mode_until");
    Instant modeFrom = instant(row, "mode_from");
    EmergencyMode mode =
        modeUntil == null || modeFrom == null
            ? null
            : new EmergencyMode(
                row.getString("mode_ground"),
                row.getString("mode_reason"),
                modeFrom,
                modeUntil,
                row.getString("mode_declared_by"),
                row.getString("mode_confirmed_by"),
                instant(row, "mode_confirmed_at"));
    return new StoredDisaster(
        row.getLong("sid"),
        new Disaster(
            row.getString("disaster_id"),
            row.getString("title"),
            Hazard.ofCode(row.getString("hazard")).orElse(Hazard.OTHER),
            Arrays.stream(row.getString("areas").split(" ")).map(AreaCode::new).toList(),
            row.getBoolean("exercise"),
            Instant.ofEpochMilli(row.getLong("opened_at")),
            instant(row, "closed_at"),
            mode));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(value);
  }

  static @Nullable Long milliseconds(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
