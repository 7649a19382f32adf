package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.audit.boundary.ChainReport;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import org.jspecify.annotations.Nullable;

/**
 * Walks every chain from its first link and compares each row, and what leads to it, with what was
 * chained; and the chains with the heads that were kept elsewhere.
 */
@ApplicationScoped
public class ChainVerifier {
  private static final int AT_ONCE = 1_000;

  /** A row with its write is in the database a moment before its link: not longer than this. */
  private static final Duration SETTLED = Duration.ofHours(2);

  private AuditRepository repository;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ChainVerifier() {}

  @Inject
  ChainVerifier(AuditRepository repository, Clock clock) {
    this.repository = repository;
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
    Set<String> nodes = new TreeSet<>(repository.nodes());
    nodes.addAll(known.keySet());
    List<ChainReport.NodeChain> chains =
        nodes.stream().map(node -> verify(node, known.getOrDefault(node, Map.of()))).toList();
    String stray =
        repository
            .strayRow()
            .or(() -> repository.strayResident())
            .or(() -> repository.forgottenRow(clock.instant().minus(SETTLED)))
            .orElse(null);
    boolean sound = stray == null && chains.stream().allMatch(node -> node.broken() == null);
    return new ChainReport(sound, chains, stray);
  }

  private ChainReport.NodeChain verify(String node, Map<Long, String> known) {
    byte[] head = ChainLink.genesis();
    long seq = 0;
    for (List<ChainLink> links = repository.links(node, seq, AT_ONCE);
        !links.isEmpty();
        links = repository.links(node, seq, AT_ONCE)) {
      List<String> ids = links.stream().map(ChainLink::rowId).toList();
      Map<String, AuditRepository.Kept> rows =
          repository.rows(ids).stream()
              .collect(Collectors.toMap(AuditRepository.Kept::id, Function.identity()));
      Map<String, Set<String>> residents = repository.residentsOf(ids);
      for (ChainLink link : links) {
        String why = fault(link, seq + 1, head, rows.get(link.rowId()));
        if (why == null && !leadsThere(rows.get(link.rowId()), residents)) {
          why = "residents-changed";
        }
        if (why == null && isOther(known.get(link.seq()), link)) {
          why = "other-than-kept";
        }
        if (why != null) {
          return broken(node, seq, head, new ChainReport.Break(seq + 1, link.rowId(), why));
        }
        seq = link.seq();
        head = link.hash();
      }
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

  private static boolean isOther(@Nullable String kept, ChainLink link) {
    return kept != null && !kept.equals(HexFormat.of().formatHex(link.hash()));
  }

  private static @Nullable String fault(
      ChainLink link, long expected, byte[] previous, AuditRepository.@Nullable Kept row) {
    if (link.seq() != expected) {
      return "gap";
    }
    if (!Arrays.equals(link.hash(), ChainLink.hash(previous, link.seq(), link.digest()))) {
      return "link-changed";
    }
    if (row == null) {
      return "row-missing";
    }
    return isAsChained(row, link) ? null : "row-changed";
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
  private static boolean leadsThere(
      AuditRepository.@Nullable Kept row, Map<String, Set<String>> residents) {
    if (row == null) {
      return false;
    }
    Set<String> named = new LinkedHashSet<>();
    AuditRow.of(row.content())
        .residents()
        .forEach(resident -> named.add(AuditRepository.cut(resident, 64)));
    return named.equals(residents.getOrDefault(row.id(), Set.of()));
  }
}
