package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.entity.LogicalId;
import jp.tsunagi.record.entity.StoredResource;
import jp.tsunagi.record.entity.StoredVersion;
import org.jspecify.annotations.Nullable;

/**
 * 資源の行の出し入れ。 Rows are written as entities, and read for writing as entities with their lock. What
 * is only read comes as one SQL statement with the visibility inside.
 */
@ApplicationScoped
public class ResourceRepository {
  /** The rows a transaction holds: nobody else changes them, so they are read once. */
  private static final Object LOCKED = ResourceRepository.class;

  /** The type whose own elements a narrower view leaves out. */
  static final String PATIENT = "Patient";

  /** How many columns a row with its body has, the sid included. */
  static final int BODY_COLUMNS = 12;

  /** What an answer is decided by: the row's use, its seal, and whom it is about. */
  static final String TRAITS = ", r.kind, r.sealed, r.residents";

  /** A current version without its sid. */
  static final String BODY =
      "r.type_id, r.fhir_id, r.version, r.last_updated, r.body"
          + TRAITS
          + ", 1, r.author_organization, r.sole_organization";

  static final String COLUMNS = "r.sid, " + BODY;

  private static final String WITHOUT_BODY = COLUMNS.replace("r.body", "NULL");

  private RecordTransaction transaction;
  private ParameterCatalogue catalogue;
  private PendingWrites pending;

  @SuppressWarnings("NullAway.Init")
  protected ResourceRepository() {}

  @Inject
  ResourceRepository(
      RecordTransaction transaction, ParameterCatalogue catalogue, PendingWrites pending) {
    this.transaction = transaction;
    this.catalogue = catalogue;
    this.pending = pending;
  }

  public void add(StoredResource row) {
    entityManager().persist(row);
  }

  public void add(StoredVersion row) {
    entityManager().persist(row);
  }

  /** The row, locked until the transaction ends; empty when nobody ever named it. */
  public Optional<StoredResource> lock(LogicalId id) {
    if (!catalogue.isPossible(id)) {
      return Optional.empty();
    }
    Map<LogicalId, StoredResource> held = held();
    StoredResource known = held.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StoredResource> found = select(id);
    found.ifPresent(row -> held.put(id, row));
    return found;
  }

  private Optional<StoredResource> select(LogicalId id) {
    return entityManager()
        .createNamedQuery("StoredResource.byName", StoredResource.class)
        .setParameter("type", catalogue.typeNumber(id.type()))
        .setParameter("id", id.id())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  /** The row, made if nobody named it before, locked. Two who make it at once get the same row. */
  public StoredResource lockOrReserve(LogicalId id) {
    return lock(id)
        .orElseGet(
            () -> {
              pending.reserve(id);
              return lock(id).orElseThrow();
            });
  }

  public Optional<StoredBody> read(LogicalId id, RowFilter visible) {
    List<StoredBody> found = readAll(List.of(id), visible);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  /** Current versions, in no particular order. */
  public List<StoredBody> readAll(Collection<LogicalId> ids, RowFilter visible) {
    return named(COLUMNS, ids, visible);
  }

  private List<StoredBody> named(String columns, Collection<LogicalId> ids, RowFilter visible) {
    if (isHidden(ids, visible)) {
      return List.of();
    }
    return visible.seen(
        filter -> {
          SqlText asked = current(columns, ids, filter);
          return asked.isEmpty() ? List.of() : select(asked, filter.beside());
        });
  }

  // Of a resident out of reach nothing is looked for: that takes as long as for one who is unknown.
  private static boolean isHidden(Collection<LogicalId> ids, RowFilter visible) {
    if (ids.size() != 1 || visible.beside() != null) {
      return false;
    }
    LogicalId id = ids.iterator().next();
    return id.type().equals(PATIENT)
        && visible.extent(id.type(), id.id()) == Visibility.Extent.NONE;
  }

  /** Those that are there and visible. */
  public Set<LogicalId> known(Collection<LogicalId> ids, RowFilter visible) {
    return named(WITHOUT_BODY, ids, visible).stream()
        .map(StoredBody::id)
        .collect(Collectors.toSet());
  }

  private SqlText current(String columns, Collection<LogicalId> ids, RowFilter visible) {
    Map<String, List<String>> byType =
        ids.stream()
            .filter(id -> catalogue.isPossible(id))
            .collect(
                Collectors.groupingBy(
                    LogicalId::type,
                    TreeMap::new,
                    Collectors.mapping(LogicalId::id, Collectors.toList())));
    Visibility.Beside beside = visible.beside();
    String rows = "SELECT " + columns + columnsOf(beside) + " FROM resource r" + joined(beside);
    SqlText query = new SqlText();
    byType.forEach(
        (type, names) ->
            query
                .add(query.isEmpty() ? "" : " UNION ALL ")
                .add(rows + " WHERE r.type_id=?", number(type))
                .add(" AND ")
                .addAnyOf("r.fhir_id", names)
                .add(" AND r.deleted=0 AND (")
                .add(visible.on("r", type))
                .add(")"));
    return query;
  }

  private static String columnsOf(Visibility.@Nullable Beside beside) {
    return beside == null
        ? ""
        : ", v_b." + beside.key() + ", v_b." + String.join(", v_b.", beside.columns());
  }

  // A row about several residents has nobody's id there.
  private static String joined(Visibility.@Nullable Beside beside) {
    return beside == null
        ? ""
        : " LEFT JOIN " + beside.table() + " v_b ON v_b." + beside.key() + "=r.residents";
  }

  /** Whether there is such a resource and the caller may see it. */
  public boolean isThere(LogicalId id, RowFilter visible) {
    StoredResource held = transaction.isActive() ? held().get(id) : null;
    boolean passes =
        held != null && held.isCurrent() && visible.passes(List.of(withoutBody(id, held)));
    return passes || !known(List.of(id), visible).isEmpty();
  }

  private Map<LogicalId, StoredResource> held() {
    return transaction.scoped(LOCKED, HashMap::new);
  }

  private static StoredBody withoutBody(LogicalId id, StoredResource row) {
    return new StoredBody(
        row.sid(),
        id,
        row.version(),
        row.lastUpdated(),
        null,
        new StoredBody.Traits(row.kind(), row.isSealed(), ResidentNames.in(row.residents()), null),
        true,
        new StoredBody.Writers(row.authorOrganization(), row.soleOrganization()));
  }

  /** Whether there was such a resource, it is deleted now, and the caller could see it. */
  public boolean isDeleted(LogicalId id, RowFilter visible) {
    if (!catalogue.isPossible(id)) {
      return false;
    }
    SqlText query =
        SqlText.of(
                "SELECT 1 FROM resource r WHERE r.type_id=? AND r.fhir_id=?"
                    + " AND r.version>0 AND r.deleted=1 AND (",
                number(id.type()),
                id.id())
            .add(visible.on("r", id.type()))
            .add(")");
    pending.flush();
    return transaction.run(
        connection -> {
          try (PreparedStatement statement = query.prepare(connection);
              ResultSet rows = statement.executeQuery()) {
            return rows.next();
          }
        });
  }

  /** The types of which there is, or was, a resource. */
  public List<String> types() {
    pending.flush();
    return transaction.run(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT DISTINCT type_id FROM resource");
              ResultSet rows = statement.executeQuery()) {
            List<String> types = new ArrayList<>();
            while (rows.next()) {
              types.add(catalogue.typeName(rows.getInt(1)));
            }
            return types;
          }
        });
  }

  /**
   * Current versions by surrogate key, in the order asked for, as far as they may be seen. Whatever
   * found the keys looked at the rows as they were then; these are judged as they are read.
   */
  List<StoredBody> bodies(Connection connection, List<Long> sids, RowFilter visible)
      throws SQLException {
    return visible(connection, COLUMNS, sids, visible);
  }

  /** The same without their content. */
  List<StoredBody> traits(Connection connection, List<Long> sids, RowFilter visible)
      throws SQLException {
    return visible(connection, WITHOUT_BODY, sids, visible);
  }

  private List<StoredBody> visible(
      Connection connection, String columns, List<Long> sids, RowFilter visible)
      throws SQLException {
    if (sids.isEmpty()) {
      return List.of();
    }
    SqlText named =
        SqlText.of("SELECT " + columns + " FROM resource r WHERE r.deleted=0 AND ")
            .addAnyOf("r.sid", sids);
    List<StoredBody> all = select(connection, named);
    return inOrder(
        sids,
        visible == RowFilter.ALL || all.isEmpty() || visible.passes(all)
            ? all
            : select(connection, underCondition(columns, all, visible)));
  }

  private static SqlText underCondition(String columns, List<StoredBody> rows, RowFilter visible) {
    Map<String, List<Long>> byType =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.id().type(),
                    TreeMap::new,
                    Collectors.mapping(StoredBody::sid, Collectors.toList())));
    SqlText query = new SqlText();
    byType.forEach(
        (type, sids) ->
            query
                .add(query.isEmpty() ? "" : " UNION ALL ")
                .add("SELECT " + columns + " FROM resource r WHERE r.deleted=0 AND ")
                .addAnyOf("r.sid", sids)
                .add(" AND (")
                .add(visible.on("r", type))
                .add(")"));
    return query;
  }

  private static List<StoredBody> inOrder(List<Long> sids, List<StoredBody> rows) {
    Map<Long, StoredBody> bySid = new HashMap<>();
    rows.forEach(row -> bySid.put(row.sid(), row));
    return sids.stream().map(bySid::get).filter(Objects::nonNull).toList();
  }

  /** What the rows of the index of one resource sum up to, its use, and whom it is about. */
  public record IndexSum(long sid, long hash, int kind, @Nullable String residents) {}

  /** The next resources in the order of their sids, deleted ones among them, locked. */
  public List<StoredBody> lockAfter(long sid, int most) {
    return select(
        SqlText.of("SELECT " + COLUMNS + " FROM resource r WHERE r.sid>? AND r.version>0", sid)
            .add(" ORDER BY r.sid LIMIT " + most + " FOR UPDATE"));
  }

  /** By sid, the organizations whose members created them; nobody's are missing. */
  public Map<Long, String> creators(Collection<Long> sids) {
    Map<Long, String> creators = new HashMap<>();
    if (sids.isEmpty()) {
      return creators;
    }
    SqlText query =
        SqlText.of(
                "SELECT r.sid, r.author_organization FROM resource r"
                    + " WHERE r.author_organization IS NOT NULL AND ")
            .addAnyOf("r.sid", sids);
    return transaction.run(
        connection -> {
          try (PreparedStatement statement = query.prepare(connection);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              creators.put(rows.getLong(1), rows.getString(2));
            }
          }
          return creators;
        });
  }

  /** How many resources there are, deleted ones among them. */
  public long count() {
    return transaction.run(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT COUNT(*) FROM resource WHERE version>0");
              ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  /** What sums up the index rows, when they alone were written anew. */
  public void updateIndexSums(List<IndexSum> sums) {
    transaction.execute(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE resource SET index_hash=?, kind=?, residents=? WHERE sid=?"
                      + " AND (index_hash<>? OR kind<>? OR NOT residents<=>?)")) {
            for (IndexSum sum : sums) {
              update.setLong(1, sum.hash());
              update.setInt(2, sum.kind());
              update.setString(3, sum.residents());
              update.setLong(4, sum.sid());
              update.setLong(5, sum.hash());
              update.setInt(6, sum.kind());
              update.setString(7, sum.residents());
              update.addBatch();
            }
            update.executeBatch();
          }
        });
  }

  public Optional<Long> sid(LogicalId id) {
    if (!catalogue.isPossible(id)) {
      return Optional.empty();
    }
    return Optional.ofNullable(pending.find(List.of(id)).get(id));
  }

  List<StoredBody> select(SqlText query) {
    return select(query, null);
  }

  private List<StoredBody> select(SqlText query, Visibility.@Nullable Beside beside) {
    pending.flush();
    return transaction.run(connection -> select(connection, query, beside));
  }

  private List<StoredBody> select(Connection connection, SqlText query) throws SQLException {
    return select(connection, query, null);
  }

  private List<StoredBody> select(
      Connection connection, SqlText query, Visibility.@Nullable Beside beside)
      throws SQLException {
    try (PreparedStatement statement = query.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<StoredBody> all = new ArrayList<>();
      while (rows.next()) {
        all.add(body(rows, rows.getLong(1), 2, beside(rows, beside)));
      }
      return all;
    }
  }

  /** Reads what {@link #columnsOf} adds behind the columns of a row. */
  private static @Nullable List<@Nullable String> beside(
      ResultSet rows, Visibility.@Nullable Beside beside) throws SQLException {
    if (beside == null || rows.getString(BODY_COLUMNS + 1) == null) {
      return null;
    }
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < beside.columns().size(); i++) {
      values.add(rows.getString(BODY_COLUMNS + 2 + i));
    }
    return values;
  }

  /** Reads the columns of {@link #BODY}, which begin at a column. */
  StoredBody body(ResultSet rows, long sid, int column) throws SQLException {
    return body(rows, sid, column, null);
  }

  private StoredBody body(
      ResultSet rows, long sid, int column, @Nullable List<@Nullable String> beside)
      throws SQLException {
    return new StoredBody(
        sid,
        new LogicalId(catalogue.typeName(rows.getInt(column)), rows.getString(column + 1)),
        rows.getInt(column + 2),
        rows.getLong(column + 3),
        rows.getBytes(column + 4),
        new StoredBody.Traits(
            rows.getInt(column + 5),
            rows.getInt(column + 6) != 0,
            ResidentNames.in(rows.getString(column + 7)),
            beside),
        rows.getInt(column + 8) == 1,
        new StoredBody.Writers(rows.getString(column + 9), rows.getString(column + 10)));
  }

  private int number(String type) {
    return catalogue.typeNumber(type);
  }

  private EntityManager entityManager() {
    return transaction.entityManager();
  }
}
