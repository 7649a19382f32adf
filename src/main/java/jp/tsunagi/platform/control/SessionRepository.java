package jp.tsunagi.platform.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.platform.boundary.SignInSession;

/** Keeps where people are signed in with a browser. */
@ApplicationScoped
public class SessionRepository {
  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected SessionRepository() {}

  SessionRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Takes note of a browser, or that it was seen again. */
  void seen(String id, String user, String device, String address, Instant now) {
    DatabaseQuery.of(
            "INSERT INTO sign_in_session (session_id, user_name, device, remote_address, since,"
                + " last_seen) VALUES (?,?,?,?,?,?) ON DUPLICATE KEY UPDATE device=VALUES(device),"
                + " remote_address=VALUES(remote_address), last_seen=VALUES(last_seen)",
            id,
            user,
            device,
            address,
            now,
            now)
        .execute(dataSource);
  }

  /** When a browser of this sign-in was noted last; empty when it never was. */
  Optional<Instant> lastSeen(String id) {
    return DatabaseQuery.of("SELECT last_seen FROM sign_in_session WHERE session_id=?", id)
        .first(dataSource, row -> Objects.requireNonNull(DatabaseQuery.instant(row, "last_seen")));
  }

  /** Those of a person that are not ended and were seen since, the newest first. */
  List<SignInSession> of(String user, Instant since, String current) {
    return DatabaseQuery.of(
            "SELECT session_id, device, remote_address, since, last_seen FROM sign_in_session"
                + " WHERE user_name=? AND last_seen>=? AND ended_at IS NULL"
                + " ORDER BY last_seen DESC, session_id",
            user,
            since)
        .list(
            dataSource,
            row ->
                new SignInSession(
                    row.getString("session_id"),
                    row.getString("device"),
                    row.getString("remote_address"),
                    Objects.requireNonNull(DatabaseQuery.instant(row, "since")),
                    Objects.requireNonNull(DatabaseQuery.instant(row, "last_seen")),
                    row.getString("session_id").equals(current)));
  }

  /** Ends one of the person's own; one that was ended stays ended then. */
  boolean end(String user, String id, Instant now) {
    DatabaseQuery.of(
            "UPDATE sign_in_session SET ended_at=? WHERE session_id=? AND user_name=?"
                + " AND ended_at IS NULL",
            now,
            id,
            user)
        .execute(dataSource);
    return DatabaseQuery.of(
            "SELECT session_id FROM sign_in_session WHERE session_id=? AND user_name=?", id, user)
        .first(dataSource, row -> row.getString(1))
        .isPresent();
  }

  /** What was ended since, on any node. */
  Map<String, Instant> endedSince(Instant since) {
    Map<String, Instant> ended = new HashMap<>();
    DatabaseQuery.of("SELECT session_id, ended_at FROM sign_in_session WHERE ended_at>=?", since)
        .list(
            dataSource,
            row ->
                ended.put(
                    row.getString("session_id"),
                    Objects.requireNonNull(DatabaseQuery.instant(row, "ended_at"))));
    return ended;
  }

  void forgetBefore(Instant time) {
    DatabaseQuery.of("DELETE FROM sign_in_session WHERE last_seen<?", time).execute(dataSource);
  }
}
