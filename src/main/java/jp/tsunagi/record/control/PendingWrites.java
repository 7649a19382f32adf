package jp.tsunagi.record.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 書込み待ち。 Index rows wait until the transaction reads through the store or commits, so that the rows
 * of a whole bundle go to the database in one batch for each table. Also knows which sid a name
 * has: a name that others refer to has one before its resource is stored.
 */
@ApplicationScoped
public class PendingWrites {
  private static final Object SCOPE = PendingWrites.class;
  private static final int REMEMBERED_NAMES = 100_000;

  private RecordTransaction transaction;
  private ParameterCatalogue catalogue;
  private SurrogateKeys keys;
  private IndexRepository index;

  /** Only names whose rows are committed; a sid never changes, not even by deletion. */
  private final Cache<LogicalId, Long> sids =
      Caffeine.newBuilder().maximumSize(REMEMBERED_NAMES).build();

  /** One resource whose index rows are to be written. */
  record Change(
      long sid, int typeNumber, @Nullable IndexEntries before, IndexEntries after, boolean all) {
    /** Both in one: from the first state to the last. */
    private Change then(Change later) {
      return new Change(sid, typeNumber, before, later.after, all);
    }
  }

  /** What one transaction has not written yet, and the names it has made. */
  private static final class Scope {
    private final Map<Long, Change> changes = new LinkedHashMap<>();
    private final Map<LogicalId, Long> made = new HashMap<>();
    private final Set<LogicalId> minted = new HashSet<>();
    private boolean dirty;
  }

  @SuppressWarnings("NullAway.Init")
  protected PendingWrites() {}

  @Inject
  PendingWrites(
      RecordTransaction transaction,
      ParameterCatalogue catalogue,
      SurrogateKeys keys,
      IndexRepository index) {
    this.transaction = transaction;
    this.catalogue = catalogue;
    this.keys = keys;
    this.index = index;
  }

  /** A fresh name has this sid from now on in this transaction; its row follows. */
  public void mint(LogicalId id, long sid) {
    Scope scope = scope();
    scope.made.put(id, sid);
    scope.minted.add(id);
  }

  /** The sid of a minted name, when its row is still to come. */
  public Optional<Long> takeMinted(LogicalId id) {
    Scope scope = scope();
    return scope.minted.remove(id) ? Optional.ofNullable(scope.made.get(id)) : Optional.empty();
  }

  /** The first index rows of a resource. */
  public void add(long sid, int typeNumber, IndexEntries after) {
    change(new Change(sid, typeNumber, null, after, false));
  }

  /**
   * Other index rows than before.
   *
   * @param before what lies in the index for certain; null when all of the resource's rows must go
   */
  public void replace(long sid, int typeNumber, @Nullable IndexEntries before, IndexEntries after) {
    change(new Change(sid, typeNumber, before, after, before == null));
  }

  private void change(Change change) {
    Scope scope = scope();
    scope.changes.merge(change.sid(), change, Change::then);
    scope.dirty = true;
  }

  /** Resource rows were changed; a read must see them. */
  public void touch() {
    scope().dirty = true;
  }

  /** Writes what waits; called before every read of the store. */
  public void flush() {
    if (!transaction.isActive()) {
      return;
    }
    Scope scope = scope();
    if (!scope.dirty) {
      return;
    }
    scope.dirty = false;
    transaction.entityManager().flush();
    writeIndex(scope);
  }

  private void finish(Scope scope) {
    writeIndex(scope);
    if (!scope.minted.isEmpty()) {
      // Announced and never created: others may refer to them, so they become names without
      // content.
      Map<LogicalId, Long> names = new TreeMap<>();
      scope.minted.forEach(name -> names.put(name, scope.made.getOrDefault(name, 0L)));
      transaction.execute(connection -> insert(connection, names));
      scope.minted.clear();
    }
  }

  /**
   * The index rows alone. At a commit the entity manager writes its own rows, in its own turn, and
   * one that is told to flush after its turn would write them twice.
   */
  private void writeIndex(Scope scope) {
    List<Change> changes = List.copyOf(scope.changes.values());
    scope.changes.clear();
    if (!changes.isEmpty()) {
      Map<LogicalId, Long> targets = resolve(scope, namesIn(changes));
      index.write(changes, targets);
    }
  }

  private static Set<LogicalId> namesIn(List<Change> changes) {
    Set<LogicalId> names = new TreeSet<>();
    for (Change change : changes) {
      collect(change.after(), names);
      if (change.before() != null) {
        collect(change.before(), names);
      }
    }
    return names;
  }

  private static void collect(IndexEntries entries, Set<LogicalId> names) {
    names.addAll(entries.residents());
    entries.rows(IndexRow.Link.class).forEach(link -> names.add(link.target()));
  }

  /** The sids of names that have one. */
  public Map<LogicalId, Long> find(Collection<LogicalId> names) {
    Map<LogicalId, Long> found = new HashMap<>();
    Set<LogicalId> open = new TreeSet<>();
    Map<LogicalId, Long> made = transaction.isActive() ? scope().made : Map.of();
    for (LogicalId name : names) {
      Long sid = made.get(name);
      sid = sid != null ? sid : sids.getIfPresent(name);
      if (sid != null) {
        found.put(name, sid);
      } else if (catalogue.isPossible(name)) {
        open.add(name);
      }
    }
    if (!open.isEmpty()) {
      Map<LogicalId, Long> loaded = transaction.run(connection -> select(connection, open, ""));
      loaded.forEach(
          (name, sid) -> {
            sids.put(name, sid);
            found.put(name, sid);
          });
    }
    return found;
  }

  /** Makes the row of a name nobody has used yet. */
  void reserve(LogicalId name) {
    flush();
    Optional<Long> minted = takeMinted(name);
    if (minted.isPresent()) {
      Map<LogicalId, Long> row = Map.of(name, minted.get());
      transaction.execute(connection -> insert(connection, row));
    } else {
      resolve(scope(), Set.of(name));
    }
  }

  private Map<LogicalId, Long> resolve(Scope scope, Set<LogicalId> names) {
    Map<LogicalId, Long> found = find(names);
    Set<LogicalId> missing = new TreeSet<>();
    for (LogicalId name : names) {
      if (!found.containsKey(name) && catalogue.isPossible(name)) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      // In order, so that two transactions that need the same names wait and do not deadlock. The
      // second look is a locking one: it must see what another transaction committed meanwhile.
      Map<LogicalId, Long> reserved =
          transaction.run(
              connection -> {
                Map<LogicalId, Long> fresh = new TreeMap<>();
                missing.forEach(name -> fresh.put(name, keys.next()));
                insert(connection, fresh);
                return select(connection, missing, " LOCK IN SHARE MODE");
              });
      scope.made.putAll(reserved);
      found.putAll(reserved);
    }
    return found;
  }

  private void insert(Connection connection, Map<LogicalId, Long> fresh) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO resource (sid, type_id, fhir_id, version, last_updated, deleted, kind,"
                + " sealed, index_hash) VALUES (?,?,?,0,0,1,0,0,0) ON DUPLICATE KEY UPDATE"
                + " version=version")) {
      for (Map.Entry<LogicalId, Long> name : fresh.entrySet()) {
        insert.setLong(1, name.getValue());
        insert.setInt(2, catalogue.typeNumber(name.getKey().type()));
        insert.setString(3, name.getKey().id());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private Map<LogicalId, Long> select(
      Connection connection, Collection<LogicalId> names, String locking) throws SQLException {
    Map<String, List<String>> byType = new TreeMap<>();
    names.forEach(
        name -> byType.computeIfAbsent(name.type(), none -> new ArrayList<>()).add(name.id()));
    SqlText query = SqlText.of("SELECT type_id, fhir_id, sid FROM resource WHERE ");
    String or = "";
    for (Map.Entry<String, List<String>> entry : byType.entrySet()) {
      query
          .add(or + "(type_id=? AND ", catalogue.typeNumber(entry.getKey()))
          .addAnyOf("fhir_id", entry.getValue())
          .add(")");
      or = " OR ";
    }
    query.add(locking);
    Map<LogicalId, Long> found = new HashMap<>();
    try (PreparedStatement statement = query.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.put(
            new LogicalId(catalogue.typeName(rows.getInt(1)), rows.getString(2)), rows.getLong(3));
      }
    }
    return found;
  }

  private Scope scope() {
    return transaction.scoped(
        SCOPE,
        () -> {
          Scope scope = new Scope();
          transaction.beforeCommit(() -> finish(scope));
          transaction.afterCommit(() -> scope.made.forEach(sids::put));
          return scope;
        });
  }
}
