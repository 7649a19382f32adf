package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import jp.tsunagi.audit.boundary.AuditQuery;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.entity.AuditBlock;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;

/** The whole trail in the database: rows that committed with writes, and blocks of the others. */
@ApplicationScoped
public class AuditStore {
  private AuditRepository written;
  private AuditBlockRepository blocks;

  @SuppressWarnings("NullAway.Init")
  protected AuditStore() {}

  @Inject
  AuditStore(AuditRepository written, AuditBlockRepository blocks) {
    this.written = written;
    this.blocks = blocks;
  }

  AuditStore(DataSource dataSource) {
    this(new AuditRepository(dataSource), new AuditBlockRepository(dataSource));
  }

  /** Inserts journaled rows and links, in the caller's transaction. */
  void insertReplayed(String node, List<JournalRecord> records) {
    List<JournalRecord> rows = new ArrayList<>();
    List<ChainLink> links = new ArrayList<>();
    for (JournalRecord record : records) {
      if (record.content() == null) {
        links.add(record.link());
      } else {
        rows.add(record);
      }
    }
    if (!rows.isEmpty()) {
      blocks.insert(AuditBlock.of(node, rows));
    }
    written.insertLinks(node, links);
  }

  /** The number of the last link of a node's chain; 0 when it has none. */
  long lastSeq(String node) {
    return Math.max(written.lastSeq(node).orElse(0L), blocks.lastSeq(node).orElse(0L));
  }

  /** Where each chain ends. */
  List<ChainHeads.Head> heads() {
    Map<String, ChainHeads.Head> heads = new TreeMap<>();
    Stream.concat(written.heads().stream(), blocks.heads().stream())
        .forEach(
            head ->
                heads.merge(
                    head.node(), head, (one, other) -> one.seq() > other.seq() ? one : other));
    return List.copyOf(heads.values());
  }

  /** A chain from its first link on. */
  Iterator<ChainStep> chain(String node) {
    return new ChainWalk(node, lastSeq(node), written, blocks);
  }

  /** A row that leads nowhere, or that nothing leads to. */
  Optional<String> stray() {
    return written.strayRow().or(written::strayResident).or(blocks::strayKey);
  }

  /** A page of the trail, newest first. */
  List<AuditRow> find(AuditQuery query) {
    return Stream.concat(written.find(query).stream(), blocks.find(query).stream())
        .sorted(AuditBlockRepository.NEWEST_FIRST)
        .limit(query.most())
        .toList();
  }

  Optional<AuditRow> row(String id) {
    return written.row(id).or(() -> blocks.row(id));
  }
}
