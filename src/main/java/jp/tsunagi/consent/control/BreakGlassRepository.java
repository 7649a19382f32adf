package jp.tsunagi.consent.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import javax.sql.DataSource;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/** Keeps the grants of broken glass. */
@ApplicationScoped
public class BreakGlassRepository {
  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected BreakGlassRepository() {}

  BreakGlassRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Why somebody broke the glass. */
  public record Why(String role, String reason, @Nullable String text) {}

  public void add(String id, String resident, Actor actor, Why why, Instant from, Instant until) {
    DatabaseQuery.of(
            "INSERT INTO break_glass_grant (id, resident_id, user_name, organization_id, role,"
                + " reason, text, opened_at, ends_at) VALUES (?,?,?,?,?,?,?,?,?)",
            id,
            resident,
            actor.user(),
            actor.organizationId().map(OrganizationId::value).orElse(null),
            why.role(),
            why.reason(),
            why.text(),
            from.toEpochMilli(),
            until.toEpochMilli())
        .execute(dataSource);
  }

  /** Whether the resident is registered here. */
  public boolean exists(String resident) {
    return DatabaseQuery.of(
            "SELECT resident_id FROM resident_standing WHERE resident_id=? AND deleted=0", resident)
        .first(dataSource, row -> row.getString(1))
        .isPresent();
  }
}
