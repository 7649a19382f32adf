package jp.tsunagi.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.platform.boundary.DatabaseQuery;

/** Keeps the rows that committed with writes, and their links; inserts only. */
@ApplicationScoped
public class AuditRepository {
  private static final String INSERT_ROW =
      "INSERT INTO audit_row (id, at, node, user_name, action, outcome, ground, content)"
          + " VALUES (?,?,?,?,?,?,?,?)";
  private static final String INSERT_RESIDENT =
      "INSERT INTO audit_row_resident (resident_id, row_id) VALUES (?,?)";
  private static final String INSERT_LINK =
      "INSERT INTO audit_chain (node, seq, row_id, digest, hash) VALUES (?,?,?,?,?)";
  private static final int MOST_RESIDENT_ID = 64;
  private static final int MOST_USER = 190;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected AuditRepository() {}

  AuditRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A row as it is kept, with the columns that repeat its content. */
  record Kept(
      String id,
      Instant at,
      String node,
      String user,
      String action,
      String outcome,
      String ground,
      byte[] content) {}

  /** Inserts the row of a write, in the caller's transaction; its link follows after the commit. */
  void insertWithWrite(AuditRow row, byte[] content) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement rows = connection.prepareStatement(INSERT_ROW);
        PreparedStatement residents = connection.prepareStatement(INSERT_RESIDENT)) {
      fill(rows, row, content);
      rows.executeUpdate();
      if (addResidents(residents, row)) {
        residents.executeBatch();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("an audit row was not written", e);
    }
    DatabaseQuery.of(
            "INSERT INTO audit_unchained (row_id, node, written_at) VALUES (?,?,?)",
            row.id(),
            row.node(),
            row.at())
        .execute(dataSource);
  }

  /** Inserts the links of rows that are here, in the caller's transaction. */
  void insertLinks(String node, List<ChainLink> chained) {
    if (chained.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement links = connection.prepareStatement(INSERT_LINK);
        PreparedStatement waiting =
            connection.prepareStatement("DELETE FROM audit_unchained WHERE row_id=?")) {
      for (ChainLink link : chained) {
        fill(links, node, link);
        links.addBatch();
        waiting.setString(1, link.rowId());
        waiting.addBatch();
      }
      waiting.executeBatch();
      links.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the audit journal was not replayed", e);
    }
  }

  private static void fill(PreparedStatement insert, AuditRow row, byte[] content)
      throws SQLException {
    insert.setString(1, row.id());
    insert.setObject(2, LocalDateTime.ofInstant(row.at(), ZoneOffset.UTC));
    insert.setString(3, row.node());
    insert.setString(4, cut(row.actor().user(), MOST_USER));
    insert.setString(5, row.action());
    insert.setString(6, row.outcome());
    insert.setString(7, row.ground());
    // It is JSON in UTF-8; as bytes the driver would write every one of them as two digits.
    insert.setString(8, new String(content, StandardCharsets.UTF_8));
  }

  private static boolean addResidents(PreparedStatement insert, AuditRow row) throws SQLException {
    for (String resident : row.residents()) {
      insert.setString(1, cut(resident, MOST_RESIDENT_ID));
      insert.setString(2, row.id());
      insert.addBatch();
    }
    return !row.residents().isEmpty();
  }

  private static void fill(PreparedStatement insert, String node, ChainLink link)
      throws SQLException {
    insert.setString(1, node);
    insert.setLong(2, link.seq());
    insert.setString(3, link.rowId());
    insert.setBytes(4, link.digest());
    insert.setBytes(5, link.hash());
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  Optional<Long> lastSeq(String node) {
    return DatabaseQuery.of(
            "SELECT seq FROM audit_chain WHERE node=? ORDER BY seq DESC LIMIT 1", node)
        .first(dataSource, row -> row.getLong(1));
  }

  /**
   * Rows that committed with a write and still wait for their link: this node's own, and those of
   * nodes that are gone.
   */
  List<Kept> unchained(String node, Instant own, Instant others, int most) {
    return DatabaseQuery.of(
            "SELECT r.* FROM audit_unchained u JOIN audit_row r ON r.id=u.row_id"
                + " WHERE (u.node=? AND u.written_at<?) OR u.written_at<? ORDER BY u.row_id LIMIT "
                + most,
            node,
            own,
            others)
        .list(dataSource, AuditRepository::kept);
  }

  List<ChainLink> links(String node, long after, long end, int most) {
    return DatabaseQuery.of(
            "SELECT * FROM audit_chain WHERE node=? AND seq>? AND seq<=? ORDER BY seq LIMIT "
                + most,
            node,
            after,
            end)
        .list(dataSource, AuditRepository::link);
  }

  List<Kept> rows(List<String> ids) {
    return DatabaseQuery.of("SELECT * FROM audit_row WHERE id IN")
        .addAnyOf(ids)
        .list(dataSource, AuditRepository::kept);
  }

  Optional<AuditRow> row(String id) {
    return rows(List.of(id)).stream().findFirst().map(kept -> AuditRow.of(kept.content()));
  }

  /** Where each chain ends. */
  List<ChainHeads.Head> heads() {
    return DatabaseQuery.of(
            "SELECT c.node, c.seq, c.hash FROM audit_chain c JOIN (SELECT node, MAX(seq) AS seq"
                + " FROM audit_chain GROUP BY node) e ON e.node=c.node AND e.seq=c.seq")
        .list(dataSource, AuditRepository::head);
  }

  static ChainHeads.Head head(ResultSet row) throws SQLException {
    return new ChainHeads.Head(
        row.getString("node"), row.getLong("seq"), HexFormat.of().formatHex(row.getBytes("hash")));
  }

  /** Under which residents each row is found. */
  Map<String, Set<String>> residentsOf(List<String> ids) {
    Map<String, Set<String>> residents = new HashMap<>();
    DatabaseQuery.of("SELECT row_id, resident_id FROM audit_row_resident WHERE row_id IN")
        .addAnyOf(ids)
        .list(
            dataSource,
            row ->
                residents
                    .computeIfAbsent(row.getString("row_id"), id -> new HashSet<>())
                    .add(row.getString("resident_id")));
    return residents;
  }

  /**
   * A row that is in no chain and waits for none: somebody put it there, for rows come with their
   * link or with their place in the queue.
   */
  Optional<String> strayRow() {
    return DatabaseQuery.of(
            "SELECT r.id FROM audit_row r LEFT JOIN audit_chain c ON c.row_id=r.id"
                + " LEFT JOIN audit_unchained u ON u.row_id=r.id"
                + " WHERE c.row_id IS NULL AND u.row_id IS NULL LIMIT 1")
        .first(dataSource, row -> row.getString(1));
  }

  /** A row that is found under a resident, but does not exist. */
  Optional<String> strayResident() {
    return DatabaseQuery.of(
            "SELECT p.row_id FROM audit_row_resident p LEFT JOIN audit_row r ON r.id=p.row_id"
                + " WHERE r.id IS NULL LIMIT 1")
        .first(dataSource, row -> row.getString(1));
  }

  /** A row that has waited for its link longer than any node would let it. */
  Optional<String> forgottenRow(Instant before) {
    return DatabaseQuery.of(
            "SELECT row_id FROM audit_unchained WHERE written_at<? ORDER BY row_id LIMIT 1", before)
        .first(dataSource, row -> row.getString(1));
  }

  /** A page of the trail, newest first. */
  List<AuditRow> find(AuditQuery query) {
    DatabaseQuery sql = DatabaseQuery.of("SELECT r.content FROM audit_row r");
    if (query.resident() != null) {
      sql.add("JOIN audit_row_resident p ON p.row_id=r.id AND p.resident_id=?", query.resident());
    }
    sql.add("WHERE 1=1");
    and(sql, "r.user_name=?", query.actor());
    and(sql, "r.action=?", query.action());
    and(sql, "r.outcome=?", query.outcome());
    and(sql, "r.ground=?", query.ground());
    // The row's own text: "basis":["CarePlan/…"]; an id has no character that LIKE would read.
    and(sql, "r.content LIKE ?", query.basis() == null ? null : "%\"" + query.basis() + "\"%");
    and(sql, "r.at>=?", query.from());
    and(sql, "r.at<?", query.to());
    and(sql, query.resident() == null ? "r.id<?" : "p.row_id<?", query.before());
    sql.add(
        "ORDER BY " + (query.resident() == null ? "r.id" : "p.row_id") + " DESC LIMIT ?",
        query.most());
    return sql.list(dataSource, row -> AuditRow.of(row.getBytes(1)));
  }

  private static void and(
      DatabaseQuery sql, String condition, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      sql.add("AND " + condition, value);
    }
  }

  private static ChainLink link(ResultSet row) throws SQLException {
    return new ChainLink(
        row.getLong("seq"), row.getString("row_id"), row.getBytes("digest"), row.getBytes("hash"));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    LocalDateTime at = row.getObject("at", LocalDateTime.class);
    return new Kept(
        row.getString("id"),
        at.toInstant(ZoneOffset.UTC),
        row.getString("node"),
        row.getString("user_name"),
        row.getString("action"),
        row.getString("outcome"),
        row.getString("ground"),
        row.getBytes("content"));
  }
}
