package jp.tsunagi.exchange.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.exchange.entity.BulkExport;
import jp.tsunagi.exchange.entity.BulkExport.Scope;
import jp.tsunagi.exchange.entity.BulkExport.State;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.platform.boundary.DatabaseQuery;

/** 一括出力の台帳。 Exports and their files; who works on one holds its lease. */
@ApplicationScoped
public class BulkExportRepository {
  private static final String SELECT = "SELECT e.* FROM bulk_export e";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  public BulkExportRepository() {}

  BulkExportRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  public void add(BulkExport export) {
    Requester requester = export.requester();
    DatabaseQuery.of(
            "INSERT INTO bulk_export (job_id, user_name, display_name, roles, client, organization,"
                + " request, scope, group_id, types, filters, since, state, problem, type_place,"
                + " after_sid, requested_at, expires_at, lease_holder, lease_until)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,0,0,?,?,'',0)",
            export.id(),
            requester.user(),
            requester.name(),
            requester.roleCodes(),
            requester.client(),
            requester.organization(),
            export.request(),
            export.scope().name().toLowerCase(Locale.ROOT),
            export.groupId(),
            String.join(",", export.types()),
            String.join("\n", export.filters()),
            export.since(),
            code(export.state()),
            export.requestedAt(),
            export.expiresAt())
        .execute(dataSource);
  }

  public Optional<BulkExport> find(String id) {
    return DatabaseQuery.of(SELECT + " WHERE e.job_id=?", id)
        .first(dataSource, BulkExportRepository::export);
  }

  /** Exports of an account that are not ended. */
  public int running(String user) {
    return DatabaseQuery.of(
            "SELECT COUNT(*) FROM bulk_export WHERE user_name=? AND state IN ('accepted','running')",
            user)
        .first(dataSource, row -> row.getInt(1))
        .orElse(0);
  }

  /** Takes the lease of the export that waits longest for somebody to work on it. */
  Optional<BulkExport> claim(String holder, long now, long until) {
    List<BulkExport> waiting =
        DatabaseQuery.of(
                SELECT
                    + " WHERE e.state IN ('accepted','running') AND e.lease_until<?"
                    + " AND e.expires_at>? ORDER BY e.requested_at LIMIT 5",
                now,
                now)
            .list(dataSource, BulkExportRepository::export);
    return waiting.stream()
        .filter(
            export ->
                DatabaseQuery.of(
                            "UPDATE bulk_export SET state='running', lease_holder=?, lease_until=?"
                                + " WHERE job_id=? AND state IN ('accepted','running')"
                                + " AND lease_until<?",
                            holder,
                            until,
                            export.id(),
                            now)
                        .execute(dataSource)
                    == 1)
        .findFirst()
        .flatMap(export -> find(export.id()));
  }

  /** Writes down how far it is; false when somebody else works on it, or nobody wants it. */
  boolean moveOn(BulkExport export, String holder, long until) {
    return DatabaseQuery.of(
                "UPDATE bulk_export SET type_place=?, after_sid=?, state=?, lease_until=?"
                    + " WHERE job_id=? AND lease_holder=? AND state='running'",
                export.typePlace(),
                export.afterSid(),
                code(export.isDone() ? State.COMPLETE : State.RUNNING),
                export.isDone() ? 0 : until,
                export.id(),
                holder)
            .execute(dataSource)
        == 1;
  }

  void fail(String id, String problem) {
    DatabaseQuery.of(
            "UPDATE bulk_export SET state='failed', problem=?, lease_until=0 WHERE job_id=?"
                + " AND state<>'complete'",
            problem,
            id)
        .execute(dataSource);
  }

  /** Forgets it; its files go afterwards. */
  public void delete(String id) {
    DatabaseQuery.of("DELETE FROM bulk_export_file WHERE job_id=?", id).execute(dataSource);
    DatabaseQuery.of("DELETE FROM bulk_export WHERE job_id=?", id).execute(dataSource);
  }

  List<String> expired(long now) {
    return DatabaseQuery.of("SELECT job_id FROM bulk_export WHERE expires_at<=?", now)
        .list(dataSource, row -> row.getString(1));
  }

  public List<BulkExport.File> files(String id) {
    return DatabaseQuery.of(
            "SELECT position, type, `lines`, size FROM bulk_export_file WHERE job_id=?"
                + " ORDER BY position",
            id)
        .list(
            dataSource,
            row ->
                new BulkExport.File(
                    row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4)));
  }

  void put(String id, BulkExport.File file) {
    DatabaseQuery.of(
            "INSERT INTO bulk_export_file (job_id, position, type, `lines`, size)"
                + " VALUES (?,?,?,?,?) ON DUPLICATE KEY UPDATE `lines`=?, size=?",
            id,
            file.position(),
            file.type(),
            file.lines(),
            file.size(),
            file.lines(),
            file.size())
        .execute(dataSource);
  }

  private static BulkExport export(ResultSet row) throws SQLException {
    return new BulkExport(
        row.getString("job_id"),
        new Requester(
            row.getString("user_name"),
            row.getString("display_name"),
            Requester.rolesOf(row.getString("roles")),
            row.getBoolean("client"),
            row.getString("organization")),
        row.getString("request"),
        Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
        row.getString("group_id"),
        parts(row.getString("types"), ","),
        parts(row.getString("filters"), "\n"),
        row.getLong("since"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("problem"),
        row.getInt("type_place"),
        row.getLong("after_sid"),
        row.getLong("requested_at"),
        row.getLong("expires_at"));
  }

  private static List<String> parts(String text, String separator) {
    return Arrays.stream(text.split(separator)).filter(part -> !part.isEmpty()).toList();
  }

  private static String code(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
