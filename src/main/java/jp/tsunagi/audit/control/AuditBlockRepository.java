package jp.tsunagi.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.entity.AuditBlock;
import jp.tsunagi.audit.entity.AuditBlock.Key;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/** Keeps the part of the trail that came through the journal, many rows in one; inserts only. */
@ApplicationScoped
public class AuditBlockRepository {
  static final Comparator<AuditRow> NEWEST_FIRST = Comparator.comparing(AuditRow::id).reversed();

  /** Greater than the name of any block. */
  private static final String END = "~";

  private static final int BLOCKS_AT_ONCE = 8;
  private static final int MOST_BLOCKS_AT_ONCE = 256;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected AuditBlockRepository() {}

  AuditBlockRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A block as it is kept, with the columns that repeat its content. */
  record Kept(
      String lastRow,
      String firstRow,
      String node,
      long firstSeq,
      long lastSeq,
      byte[] hash,
      Instant firstAt,
      Instant lastAt,
      byte[] content) {}

  /** Inserts a block in the caller's transaction; an error when one begins with its number. */
  void insert(AuditBlock block) {
    String name = block.lastRow();
    DatabaseQuery.of(
            "INSERT INTO audit_block (last_row, first_row, node, first_seq, last_seq, hash,"
                + " first_at, last_at, content) VALUES (?,?,?,?,?,?,?,?,?)",
            name,
            block.firstRow(),
            block.node(),
            block.first().seq(),
            block.last().seq(),
            block.last().hash(),
            block.firstAt(),
            block.lastAt(),
            block.content())
        .execute(dataSource);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO audit_block_key (kind, value, last_row) VALUES (?,?,?)")) {
      for (Key key : block.keys()) {
        insert.setString(1, String.valueOf(key.kind()));
        insert.setString(2, key.value());
        insert.setString(3, name);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the audit journal was not replayed", e);
    }
  }

  /** Where the blocks of each node end. */
  List<ChainHeads.Head> heads() {
    return DatabaseQuery.of(
            "SELECT b.node, b.last_seq AS seq, b.hash FROM audit_block b JOIN (SELECT node,"
                + " MAX(last_seq) AS seq FROM audit_block GROUP BY node) e"
                + " ON e.node=b.node AND e.seq=b.last_seq")
        .list(dataSource, AuditRepository::head);
  }

  Optional<Long> lastSeq(String node) {
    return DatabaseQuery.of(
            "SELECT last_seq FROM audit_block WHERE node=? ORDER BY last_seq DESC LIMIT 1", node)
        .first(dataSource, row -> row.getLong(1));
  }

  /** The next blocks of a chain, in the order of their numbers. */
  List<Kept> after(String node, long lastSeq, long end, int most) {
    return DatabaseQuery.of(
            "SELECT * FROM audit_block WHERE node=? AND last_seq>? AND last_seq<=?"
                + " ORDER BY last_seq LIMIT "
                + most,
            node,
            lastSeq,
            end)
        .list(dataSource, AuditBlockRepository::kept);
  }

  /** By what each block is found. */
  Map<String, Set<Key>> keysOf(List<String> names) {
    Map<String, Set<Key>> keys = new TreeMap<>();
    DatabaseQuery.of("SELECT last_row, kind, value FROM audit_block_key WHERE last_row IN")
        .addAnyOf(names)
        .list(
            dataSource,
            row ->
                keys.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                    .add(new Key(row.getString(2).charAt(0), row.getString(3))));
    return keys;
  }

  /** A key that leads to no block. */
  Optional<String> strayKey() {
    return DatabaseQuery.of(
            "SELECT k.last_row FROM audit_block_key k LEFT JOIN audit_block b"
                + " ON b.last_row=k.last_row WHERE b.last_row IS NULL LIMIT 1")
        .first(dataSource, row -> row.getString(1));
  }

  Optional<AuditRow> row(String id) {
    // Blocks of several nodes overlap in time: few could hold the row, one does.
    List<String> names =
        DatabaseQuery.of(
                "SELECT last_row FROM audit_block WHERE last_row>=? AND first_row<=?"
                    + " ORDER BY last_row",
                id,
                id)
            .list(dataSource, row -> row.getString(1));
    for (String name : names) {
      for (AuditRow row : rows(block(name))) {
        if (row.id().equals(id)) {
          return Optional.of(row);
        }
      }
    }
    return Optional.empty();
  }

  private Kept block(String name) {
    return DatabaseQuery.of("SELECT * FROM audit_block WHERE last_row=?", name)
        .first(dataSource, AuditBlockRepository::kept)
        .orElseThrow();
  }

  /** Rows that match, newest first; no more than asked for. */
  List<AuditRow> find(AuditQuery query) {
    PriorityQueue<AuditRow> newest = new PriorityQueue<>(NEWEST_FIRST.reversed());
    String before = END;
    int most = BLOCKS_AT_ONCE;
    List<Kept> blocks;
    do {
      blocks = blocks(query, before, most);
      for (Kept block : blocks) {
        if (isFull(newest, query) && newest.element().id().compareTo(block.lastRow()) > 0) {
          return sorted(newest);
        }
        for (AuditRow row : rows(block)) {
          if (matches(query, row)) {
            newest.add(row);
          }
          if (newest.size() > query.most()) {
            newest.remove();
          }
        }
        before = block.lastRow();
      }
      most = Math.min(2 * most, MOST_BLOCKS_AT_ONCE);
    } while (!blocks.isEmpty());
    return sorted(newest);
  }

  private static boolean isFull(PriorityQueue<AuditRow> rows, AuditQuery query) {
    return rows.size() == query.most();
  }

  private static List<AuditRow> sorted(PriorityQueue<AuditRow> rows) {
    List<AuditRow> sorted = new ArrayList<>(rows);
    sorted.sort(NEWEST_FIRST);
    return sorted;
  }

  private List<Kept> blocks(AuditQuery query, String before, int most) {
    List<Key> keys = keys(query);
    DatabaseQuery sql = DatabaseQuery.of("SELECT b.* FROM");
    if (keys.isEmpty()) {
      sql.add("audit_block b WHERE b.last_row<?", before);
    } else {
      sql.add("audit_block_key k STRAIGHT_JOIN audit_block b ON b.last_row=k.last_row");
      for (int i = 1; i < keys.size(); i++) {
        String other = "k" + i;
        sql.add(
            "JOIN audit_block_key "
                + other
                + " ON "
                + other
                + ".last_row=k.last_row AND "
                + other
                + ".kind=? AND "
                + other
                + ".value=?",
            String.valueOf(keys.get(i).kind()),
            keys.get(i).value());
      }
      sql.add(
          "WHERE k.kind=? AND k.value=? AND k.last_row<?",
          String.valueOf(keys.get(0).kind()),
          keys.get(0).value(),
          before);
    }
    and(sql, "b.first_row<?", query.before());
    and(sql, "b.last_at>=?", query.from());
    and(sql, "b.first_at<?", query.to());
    sql.add("ORDER BY " + (keys.isEmpty() ? "b" : "k") + ".last_row DESC LIMIT " + most);
    return sql.list(dataSource, AuditBlockRepository::kept);
  }

  /** The keys of a search, the most selective first. */
  private static List<Key> keys(AuditQuery query) {
    List<Key> keys = new ArrayList<>();
    if (query.resident() != null) {
      keys.add(Key.resident(query.resident()));
    }
    if (query.actor() != null) {
      keys.add(Key.user(query.actor()));
    }
    if (query.ground() != null) {
      keys.add(Key.ground(query.ground()));
    }
    return keys;
  }

  private static void and(DatabaseQuery sql, String condition, @Nullable Object value) {
    if (value != null) {
      sql.add("AND " + condition, value);
    }
  }

  private static boolean matches(AuditQuery query, AuditRow row) {
    return isIn(query.resident(), row.residents())
        && is(query.actor(), row.actor().user())
        && is(query.action(), row.action())
        && is(query.outcome(), row.outcome())
        && is(query.ground(), row.ground())
        && isIn(query.basis(), row.basis())
        && (query.from() == null || !row.at().isBefore(query.from()))
        && (query.to() == null || row.at().isBefore(query.to()))
        && (query.before() == null || row.id().compareTo(query.before()) < 0);
  }

  private static boolean is(@Nullable String wanted, String value) {
    return wanted == null || wanted.equals(value);
  }

  private static boolean isIn(@Nullable String wanted, List<String> values) {
    return wanted == null || values.contains(wanted);
  }

  private static List<AuditRow> rows(Kept block) {
    return AuditBlock.of(block.node(), block.content()).rows();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("last_row"),
        row.getString("first_row"),
        row.getString("node"),
        row.getLong("first_seq"),
        row.getLong("last_seq"),
        row.getBytes("hash"),
        row.getObject("first_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
        row.getObject("last_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
        row.getBytes("content"));
  }
}
