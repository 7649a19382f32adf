package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.boundary.ChainReport;
import jp.tsunagi.audit.entity.ChainLink;
import org.jspecify.annotations.Nullable;

/**
 * Walks every chain from its first link and compares each row, and what leads to it, with what was
 * chained; and the chains with the heads that were kept elsewhere.
 */
@ApplicationScoped
public class ChainVerifier {
  /** A row with its write is in the database a moment before its link: not longer than this. */
  private static final Duration SETTLED = Duration.ofHours(2);

  private AuditStore store;
  private AuditRepository written;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ChainVerifier() {}

  @Inject
  ChainVerifier(AuditStore store, AuditRepository written, Clock clock) {
    this.store = store;
    this.written = written;
    this.clock = clock;
  }

  /** Verifies the whole trail. */
  public ChainReport verify() {
    return verify(List.of());
  }

  /** Verifies the whole trail, also against heads known from earlier. */
  ChainReport verify(List<ChainHeads> kept) {
    Map<String, Map<Long, String>> known = new HashMap<>();
    for (ChainHeads heads : kept) {
      for (ChainHeads.Head head : heads.heads()) {
        known.computeIfAbsent(head.node(), node -> new HashMap<>()).put(head.seq(), head.hash());
      }
    }
    Set<String> nodes = new TreeSet<>(known.keySet());
    store.heads().forEach(head -> nodes.add(head.node()));
    List<ChainReport.NodeChain> chains =
        nodes.stream().map(node -> verify(node, known.getOrDefault(node, Map.of()))).toList();
    String stray =
        store.stray().or(() -> written.forgottenRow(clock.instant().minus(SETTLED))).orElse(null);
    boolean sound = stray == null && chains.stream().allMatch(node -> node.broken() == null);
    return new ChainReport(sound, chains, stray);
  }

  private ChainReport.NodeChain verify(String node, Map<Long, String> known) {
    byte[] head = ChainLink.genesis();
    long seq = 0;
    for (Iterator<ChainStep> chain = store.chain(node); chain.hasNext(); ) {
      ChainStep step = chain.next();
      String why = fault(step, seq + 1, head);
      if (why == null && isOther(known.get(step.seq()), step.link())) {
        why = "other-than-kept";
      }
      if (why != null) {
        return broken(node, seq, head, new ChainReport.Break(seq + 1, step.rowId(), why));
      }
      seq = step.seq();
      head = Objects.requireNonNull(step.link()).hash();
    }
    long end = seq;
    boolean cut = known.keySet().stream().anyMatch(kept -> kept > end);
    return cut
        ? broken(node, seq, head, new ChainReport.Break(seq + 1, "", "tail-missing"))
        : new ChainReport.NodeChain(node, seq, HexFormat.of().formatHex(head), null);
  }

  private static ChainReport.NodeChain broken(
      String node, long seq, byte[] head, ChainReport.Break where) {
    return new ChainReport.NodeChain(node, seq, HexFormat.of().formatHex(head), where);
  }

  private static boolean isOther(@Nullable String kept, @Nullable ChainLink link) {
    return kept != null && link != null && !kept.equals(HexFormat.of().formatHex(link.hash()));
  }

  private static @Nullable String fault(ChainStep step, long expected, byte[] previous) {
    if (step.seq() != expected) {
      return "gap";
    }
    ChainLink link = step.link();
    boolean fits =
        link == null
            || Arrays.equals(link.hash(), ChainLink.hash(previous, link.seq(), link.digest()));
    return fits ? step.fault() : "link-changed";
  }
}
