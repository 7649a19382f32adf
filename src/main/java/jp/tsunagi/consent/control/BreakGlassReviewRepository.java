package jp.tsunagi.consent.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.consent.boundary.BreakGlassLine;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.platform.boundary.TimeCursor;
import org.jspecify.annotations.Nullable;

/** Keeps what was found about each grant of broken glass. */
@ApplicationScoped
public class BreakGlassReviewRepository {
  private static final String LINES =
      "SELECT g.*, w.outcome, w.text AS review_text, w.reviewer, w.reviewed_at"
          + " FROM break_glass_grant g LEFT JOIN break_glass_review w ON w.grant_id=g.id WHERE 1=1";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected BreakGlassReviewRepository() {}

  BreakGlassReviewRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Grants, newest first.
   *
   * @param reviewed only those with, or without, a finding; all when null
   */
  public List<BreakGlassLine> page(
      @Nullable Boolean reviewed, Optional<TimeCursor> after, int most) {
    DatabaseQuery sql = DatabaseQuery.of(LINES);
    if (reviewed != null) {
      sql.add(reviewed ? "AND w.grant_id IS NOT NULL" : "AND w.grant_id IS NULL");
    }
    after.ifPresent(
        place -> {
          long at = place.at().toEpochMilli();
          sql.add("AND (g.opened_at<? OR (g.opened_at=? AND g.id<?))", at, at, place.id());
        });
    return sql.add("ORDER BY g.opened_at DESC, g.id DESC LIMIT ?", most)
        .list(dataSource, BreakGlassReviewRepository::line);
  }

  /** Grants between two times that nobody has looked at, newest first. */
  List<BreakGlassLine> openBetween(Instant from, Instant to) {
    return DatabaseQuery.of(LINES)
        .add(
            "AND w.grant_id IS NULL AND g.opened_at>=? AND g.opened_at<?"
                + " ORDER BY g.opened_at DESC, g.id DESC",
            from.toEpochMilli(),
            to.toEpochMilli())
        .list(dataSource, BreakGlassReviewRepository::line);
  }

  public Optional<BreakGlassLine> find(String grant) {
    return DatabaseQuery.of(LINES)
        .add("AND g.id=?", grant)
        .first(dataSource, BreakGlassReviewRepository::line);
  }

  /** Adds the finding; false when there is one already. */
  public boolean add(
      String grant, String outcome, @Nullable String text, String reviewer, Instant at) {
    return DatabaseQuery.of(
                "INSERT IGNORE INTO break_glass_review (grant_id, outcome, text, reviewer,"
                    + " reviewed_at) VALUES (?,?,?,?,?)",
                grant,
                outcome,
                text,
                reviewer,
                at.toEpochMilli())
            .execute(dataSource)
        == 1;
  }

  private static BreakGlassLine line(ResultSet row) throws SQLException {
    long reviewedAt = row.getLong("reviewed_at");
    Instant reviewed = row.wasNull() ? null : Instant.ofEpochMilli(reviewedAt);
    return new BreakGlassLine(
        row.getString("id"),
        row.getString("resident_id"),
        row.getString("user_name"),
        null,
        row.getString("organization_id"),
        null,
        row.getString("role"),
        row.getString("reason"),
        row.getString("text"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("ends_at")),
        row.getString("outcome"),
        row.getString("review_text"),
        row.getString("reviewer"),
        null,
        reviewed);
  }
}
