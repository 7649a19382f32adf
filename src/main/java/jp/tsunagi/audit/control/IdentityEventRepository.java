package jp.tsunagi.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.platform.boundary.DatabaseQuery;

/** Remembers which events of the identity provider are in the trail. */
@ApplicationScoped
public class IdentityEventRepository {
  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected IdentityEventRepository() {}

  IdentityEventRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  Optional<Instant> last() {
    return DatabaseQuery.of("SELECT at FROM audit_identity_event ORDER BY at DESC LIMIT 1")
        .first(dataSource, row -> Objects.requireNonNull(DatabaseQuery.instant(row, "at")));
  }

  boolean has(String event) {
    return DatabaseQuery.of("SELECT event_id FROM audit_identity_event WHERE event_id=?", event)
        .first(dataSource, row -> row.getString(1))
        .isPresent();
  }

  void add(String event, Instant at) {
    DatabaseQuery.of(
            "INSERT IGNORE INTO audit_identity_event (event_id, at) VALUES (?,?)", event, at)
        .execute(dataSource);
  }

  void forgetBefore(Instant time) {
    DatabaseQuery.of("DELETE FROM audit_identity_event WHERE at<?", time).execute(dataSource);
  }
}
