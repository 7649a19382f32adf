package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import jp.tsunagi.record.control.PendingWrites.Change;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.IndexEntries.TokenText;
import jp.tsunagi.record.entity.IndexRow;
import jp.tsunagi.record.entity.LogicalId;
import jp.tsunagi.record.entity.StableHash;

/** 索引の行の書込み。 One batch for each table, however many resources changed. */
@ApplicationScoped
public class IndexRepository {
  private static final int REMEMBERED_TEXTS = 200_000;

  /** Rows told in one statement, whose values a server takes 65,535 of at most. */
  private static final int MOST_AT_ONCE = 2_000;

  private RecordTransaction transaction;
  private final Set<TokenText> knownTexts = ConcurrentHashMap.newKeySet();
  private final Set<String> knownUris = ConcurrentHashMap.newKeySet();

  @SuppressWarnings("NullAway.Init")
  protected IndexRepository() {}

  @Inject
  IndexRepository(RecordTransaction transaction) {
    this.transaction = transaction;
  }

  void write(List<Change> changes, Map<LogicalId, Long> sids) {
    rememberTexts(changes);
    rememberUris(changes);
    transaction.execute(
        connection -> {
          write(connection, changes, sids);
          writeCompartments(connection, changes, sids);
        });
  }

  private static void write(Connection connection, List<Change> changes, Map<LogicalId, Long> sids)
      throws SQLException {
    List<Long> cleared = new ArrayList<>();
    Map<IndexTable, List<Object[]>> removed = new EnumMap<>(IndexTable.class);
    Map<IndexTable, List<Object[]>> added = new EnumMap<>(IndexTable.class);
    for (Change change : changes) {
      if (change.all()) {
        cleared.add(change.sid());
      }
      IndexEntries before = change.before();
      Set<IndexRow> old = before == null ? Set.of() : before.rows();
      Set<IndexRow> now = change.after().rows();
      collect(change.sid(), old, now, sids, removed);
      collect(change.sid(), now, old, sids, added);
    }
    for (IndexTable table : IndexTable.values()) {
      clear(connection, table.title(), cleared);
      batch(connection, table.delete(), removed.getOrDefault(table, List.of()));
      batch(connection, table.insert(), added.getOrDefault(table, List.of()));
    }
  }

  /** Rows of one state that the other does not have. */
  private static void collect(
      long sid,
      Set<IndexRow> one,
      Set<IndexRow> other,
      Map<LogicalId, Long> sids,
      Map<IndexTable, List<Object[]>> rows) {
    for (IndexRow row : one) {
      if (!other.contains(row)) {
        rows.computeIfAbsent(IndexTable.of(row), none -> new ArrayList<>())
            .add(IndexTable.values(sid, row, sids));
      }
    }
  }

  private static void clear(Connection connection, String table, List<Long> sids)
      throws SQLException {
    if (sids.isEmpty()) {
      return;
    }
    SqlText delete = SqlText.of("DELETE FROM " + table + " WHERE ").addAnyOf("sid", sids);
    try (PreparedStatement statement = delete.prepare(connection)) {
      statement.executeUpdate();
    }
  }

  private static void writeCompartments(
      Connection connection, List<Change> changes, Map<LogicalId, Long> sids) throws SQLException {
    List<Long> cleared = new ArrayList<>();
    List<Object[]> removed = new ArrayList<>();
    List<Object[]> added = new ArrayList<>();
    for (Change change : changes) {
      IndexEntries before = change.before();
      Set<Long> now = residents(change.sid(), change.after(), sids);
      Set<Long> old = before == null ? Set.of() : residents(change.sid(), before, sids);
      boolean sameDate = before != null && before.sortDate() == change.after().sortDate();
      if (change.all()) {
        cleared.add(change.sid());
      }
      for (Long resident : old) {
        if (!sameDate || !now.contains(resident)) {
          removed.add(new Object[] {change.sid(), resident});
        }
      }
      for (Long resident : now) {
        if (!sameDate || !old.contains(resident)) {
          added.add(
              new Object[] {
                change.sid(), resident, change.typeNumber(), change.after().sortDate()
              });
        }
      }
    }
    clear(connection, "compartment", cleared);
    batch(connection, "DELETE FROM compartment WHERE sid=? AND resident_sid=?", removed);
    batch(
        connection,
        "INSERT INTO compartment (sid, resident_sid, type_id, sort_date) VALUES (?,?,?,?)",
        added);
  }

  private static Set<Long> residents(long sid, IndexEntries entries, Map<LogicalId, Long> sids) {
    Set<Long> residents = new TreeSet<>();
    if (entries.isAboutItself()) {
      residents.add(sid);
    }
    entries
        .residents()
        .forEach(
            resident -> {
              Long known = sids.get(resident);
              if (known != null) {
                residents.add(known);
              }
            });
    return residents;
  }

  private static void batch(Connection connection, String sql, Collection<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
        waiting++;
        if (waiting == MOST_AT_ONCE) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    }
  }

  /** Apart from the transaction: shared words must not make two writers wait for each other. */
  private void rememberTexts(List<Change> changes) {
    Set<TokenText> fresh = new HashSet<>();
    changes.forEach(change -> fresh.addAll(change.after().texts()));
    fresh.removeAll(knownTexts);
    if (fresh.isEmpty()) {
      return;
    }
    List<Object[]> rows =
        fresh.stream()
            .map(
                text ->
                    new Object[] {
                      text.parameter(),
                      text.hash(),
                      StableHash.of(text.normalized()),
                      text.normalized()
                    })
            .toList();
    transaction.executeApart(
        connection -> {
          batch(
              connection,
              "INSERT INTO token_text (param_id, hash, text_hash, normalized) VALUES (?,?,?,?)"
                  + " ON DUPLICATE KEY UPDATE param_id=param_id",
              rows);
        });
    remember(knownTexts, fresh);
  }

  private void rememberUris(List<Change> changes) {
    Set<String> fresh = new HashSet<>();
    changes.forEach(change -> fresh.addAll(change.after().uris()));
    fresh.removeAll(knownUris);
    if (fresh.isEmpty()) {
      return;
    }
    List<Object[]> rows =
        fresh.stream().map(uri -> new Object[] {StableHash.of(uri), uri}).toList();
    transaction.executeApart(
        connection -> {
          batch(
              connection,
              "INSERT INTO uri_text (hash, uri) VALUES (?,?) ON DUPLICATE KEY UPDATE hash=hash",
              rows);
        });
    remember(knownUris, fresh);
  }

  private static <T> void remember(Set<T> known, Set<T> fresh) {
    if (known.size() > REMEMBERED_TEXTS) {
      known.clear();
    }
    known.addAll(fresh);
  }
}
