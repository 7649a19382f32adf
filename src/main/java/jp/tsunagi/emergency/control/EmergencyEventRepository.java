package jp.tsunagi.emergency.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.platform.boundary.DatabaseQuery;

/** 受付簿. Which events came in, and what their senders were answered. */
@ApplicationScoped
public class EmergencyEventRepository {
  private static final String SELECT =
      "SELECT e.communication, e.centre, e.event_id, e.content_digest, e.kind, e.device_id,"
          + " e.registered, e.exercise, e.occurred_at, e.received_at, e.case_id, e.answered_case,"
          + " e.answered_state FROM emergency_event e ";
  // Beyond a page of the timeline, so that it is never cut between two entries of one instant.
  private static final int TIES = 20;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  /** The event a centre has sent under this id. */
  public Optional<KeptEvent> find(String centre, String eventId) {
    return list(SELECT + "WHERE e.centre=? AND e.event_id=?", centre, eventId).stream().findFirst();
  }

  /** The events shown with a case, in the order they came in. */
  public List<KeptEvent> ofCase(String caseId) {
    return list(SELECT + "WHERE e.case_id=? ORDER BY e.received_at, e.communication", caseId);
  }

  /** The events about a resident that belong to no case, newest first. */
  public List<KeptEvent> withoutCaseBefore(String resident, Instant before, int most) {
    return list(
        SELECT
            + "JOIN emergency_event_resident er ON er.communication=e.communication"
            + " WHERE er.resident_id=? AND er.occurred_at<? AND e.case_id IS NULL"
            + " ORDER BY er.occurred_at DESC, er.communication DESC LIMIT ?",
        resident,
        before.toEpochMilli(),
        most + TIES);
  }

  /** Enters an event with whom it is about. */
  public void add(KeptEvent event, Collection<String> residents) {
    DatabaseQuery.of(
            "INSERT INTO emergency_event (communication, centre, event_id, content_digest, kind,"
                + " device_id, registered, exercise, occurred_at, received_at, case_id, answered_case,"
                + " answered_state) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            event.communication(),
            event.centre(),
            event.eventId(),
            event.contentDigest(),
            event.kind().code(),
            event.deviceId(),
            event.registered(),
            event.exercise(),
            event.occurredAt().toEpochMilli(),
            event.receivedAt().toEpochMilli(),
            event.caseId(),
            event.answeredCase(),
            event.answeredState().code())
        .execute(dataSource);
    for (String resident : residents) {
      DatabaseQuery.of(
              "INSERT INTO emergency_event_resident (resident_id, occurred_at, communication)"
                  + " VALUES (?,?,?)",
              resident,
              event.occurredAt().toEpochMilli(),
              event.communication())
          .execute(dataSource);
    }
  }

  boolean isEmpty() {
    return list(SELECT + "LIMIT 1").isEmpty();
  }

  public void clear() {
    DatabaseQuery.of("DELETE FROM emergency_event_resident").execute(dataSource);
    DatabaseQuery.of("DELETE FROM emergency_event").execute(dataSource);
  }

  private List<KeptEvent> list(String sql, Object... parameters) {
    return DatabaseQuery.of(sql, parameters).list(dataSource, EmergencyEventRepository::event);
  }

  private static KeptEvent event(ResultSet row) throws SQLException {
    return new KeptEvent(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        EmergencyKind.ofCode(row.getString(5)).orElseThrow(),
        row.getString(6),
        row.getBoolean(7),
        row.getBoolean(8),
        Instant.ofEpochMilli(row.getLong(9)),
        Instant.ofEpochMilli(row.getLong(10)),
        row.getString(11),
        row.getString(12),
        CaseState.ofCode(row.getString(13)).orElseThrow());
  }
}
