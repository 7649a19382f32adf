package jp.tsunagi.audit.control;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.tsunagi.audit.entity.AuditBlock;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;
import org.jspecify.annotations.Nullable;

/**
 * Walks a node's chain in the order of its numbers: links whose rows committed with a write, and
 * those that are in a block with theirs. Each row, and what leads to it, is compared with its link.
 */
final class ChainWalk implements Iterator<ChainStep> {
  private static final int LINKS_AT_ONCE = 1_000;
  private static final int BLOCKS_AT_ONCE = 16;

  private final String node;
  private final AuditRepository written;
  private final AuditBlockRepository blocks;
  private final Queue<ChainStep> ofWrites = new ArrayDeque<>();
  private final Queue<ChainStep> ofBlocks = new ArrayDeque<>();
  private final long end;
  private long lastLink;
  private long lastOfBlocks;

  /**
   * @param end the last number that counts: what comes while one walks may be there in part
   */
  ChainWalk(String node, long end, AuditRepository written, AuditBlockRepository blocks) {
    this.node = node;
    this.end = end;
    this.written = written;
    this.blocks = blocks;
  }

  @Override
  public boolean hasNext() {
    return next(false) != null;
  }

  @Override
  public ChainStep next() {
    ChainStep next = next(true);
    if (next == null) {
      throw new NoSuchElementException();
    }
    return next;
  }

  private @Nullable ChainStep next(boolean take) {
    if (ofWrites.isEmpty()) {
      readLinks();
    }
    if (ofBlocks.isEmpty()) {
      readBlocks();
    }
    ChainStep write = ofWrites.peek();
    ChainStep block = ofBlocks.peek();
    Queue<ChainStep> nearer =
        block == null || (write != null && write.seq() < block.seq()) ? ofWrites : ofBlocks;
    return take ? nearer.poll() : nearer.peek();
  }

  private void readLinks() {
    if (lastLink >= end) {
      return;
    }
    List<ChainLink> links = written.links(node, lastLink, end, LINKS_AT_ONCE);
    if (links.isEmpty()) {
      lastLink = end;
      return;
    }
    lastLink = links.get(links.size() - 1).seq();
    List<String> ids = links.stream().map(ChainLink::rowId).toList();
    Map<String, AuditRepository.Kept> rows =
        written.rows(ids).stream()
            .collect(Collectors.toMap(AuditRepository.Kept::id, Function.identity()));
    Map<String, Set<String>> residents = written.residentsOf(ids);
    for (ChainLink link : links) {
      ofWrites.add(ChainStep.of(link, fault(link, rows.get(link.rowId()), residents)));
    }
  }

  private static @Nullable String fault(
      ChainLink link, AuditRepository.@Nullable Kept row, Map<String, Set<String>> residents) {
    if (row == null) {
      return "row-missing";
    }
    if (!isAsChained(row, link)) {
      return "row-changed";
    }
    return leadsThere(row, residents) ? null : "residents-changed";
  }

  private static boolean isAsChained(AuditRepository.Kept row, ChainLink link) {
    if (!Arrays.equals(ChainLink.digest(row.content()), link.digest())) {
      return false;
    }
    AuditRow content = AuditRow.of(row.content());
    List<Object> chained =
        List.of(
            content.id(),
            content.at(),
            content.node(),
            AuditRepository.cut(content.actor().user(), 190),
            content.action(),
            content.outcome(),
            content.ground());
    return Objects.equals(
        chained,
        List.of(
            row.id(), row.at(), row.node(), row.user(), row.action(), row.outcome(), row.ground()));
  }

  // Who may see the access report finds a row by its residents: they must be the row's own.
  private static boolean leadsThere(AuditRepository.Kept row, Map<String, Set<String>> residents) {
    Set<String> named = new LinkedHashSet<>();
    AuditRow.of(row.content())
        .residents()
        .forEach(resident -> named.add(AuditRepository.cut(resident, 64)));
    return named.equals(residents.getOrDefault(row.id(), Set.of()));
  }

  private void readBlocks() {
    if (lastOfBlocks >= end) {
      return;
    }
    List<AuditBlockRepository.Kept> some = blocks.after(node, lastOfBlocks, end, BLOCKS_AT_ONCE);
    if (some.isEmpty()) {
      lastOfBlocks = end;
      return;
    }
    lastOfBlocks = some.get(some.size() - 1).lastSeq();
    Map<String, Set<AuditBlock.Key>> keys =
        blocks.keysOf(some.stream().map(AuditBlockRepository.Kept::lastRow).toList());
    for (AuditBlockRepository.Kept kept : some) {
      add(kept, keys.getOrDefault(kept.lastRow(), Set.of()));
    }
  }

  private void add(AuditBlockRepository.Kept kept, Set<AuditBlock.Key> keys) {
    AuditBlock block;
    try {
      block = AuditBlock.of(kept.node(), kept.content());
    } catch (RuntimeException unreadable) {
      ofBlocks.add(new ChainStep(kept.firstSeq(), kept.lastRow(), null, "block-changed"));
      return;
    }
    boolean asKept = isAsKept(kept, block) && keys.equals(block.keys());
    for (int i = 0; i < block.records().size(); i++) {
      String fault = fault(block.records().get(i), block.rows().get(i));
      // What leads to all of them is told of the first.
      ofBlocks.add(
          ChainStep.of(
              block.records().get(i).link(),
              fault == null && i == 0 && !asKept ? "block-changed" : fault));
    }
  }

  private @Nullable String fault(JournalRecord record, AuditRow row) {
    boolean asChained =
        Arrays.equals(ChainLink.digest(record.ownContent()), record.link().digest())
            && row.id().equals(record.link().rowId())
            && row.node().equals(node);
    return asChained ? null : "row-changed";
  }

  private static boolean isAsKept(AuditBlockRepository.Kept kept, AuditBlock block) {
    return kept.lastRow().equals(block.lastRow())
        && kept.firstRow().equals(block.firstRow())
        && kept.firstSeq() == block.first().seq()
        && kept.lastSeq() == block.last().seq()
        && Arrays.equals(kept.hash(), block.last().hash())
        && kept.firstAt().equals(block.firstAt())
        && kept.lastAt().equals(block.lastAt());
  }
}
