package jp.tsunagi.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.ChainReport;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import org.jspecify.annotations.Nullable;

/** Walks every chain from its first link and compares each row with what was chained. */
@ApplicationScoped
public class ChainVerifier {
  private static final int AT_ONCE = 1_000;
  private static final Duration SETTLED = Duration.ofMinutes(5);

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
    List<ChainReport.NodeChain> nodes = repository.nodes().stream().map(this::verify).toList();
    String stray = repository.strayRow(clock.instant().minus(SETTLED)).orElse(null);
    boolean sound = stray == null && nodes.stream().allMatch(node -> node.broken() == null);
    return new ChainReport(sound, nodes, stray);
  }

  private ChainReport.NodeChain verify(String node) {
    byte[] head = ChainLink.genesis();
    long seq = 0;
    for (List<ChainLink> links = repository.links(node, seq, AT_ONCE);
        !links.isEmpty();
        links = repository.links(node, seq, AT_ONCE)) {
      Map<String, AuditRepository.Kept> rows =
          repository.rows(links.stream().map(ChainLink::rowId).toList()).stream()
              .collect(Collectors.toMap(AuditRepository.Kept::id, Function.identity()));
      for (ChainLink link : links) {
        String why = fault(link, seq + 1, head, rows.get(link.rowId()));
        if (why != null) {
          return new ChainReport.NodeChain(
              node,
              seq,
              HexFormat.of().formatHex(head),
              new ChainReport.Break(seq + 1, link.rowId(), why));
        }
        seq = link.seq();
        head = link.hash();
      }
    }
    return new ChainReport.NodeChain(node, seq, HexFormat.of().formatHex(head), null);
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
        new ArrayList<>(
            List.of(
                content.id(),
                content.at(),
                content.node(),
                AuditRepository.cut(content.actor().user(), 190),
                content.action(),
                content.outcome(),
                content.ground()));
    return Objects.equals(
        chained,
        List.of(
            row.id(), row.at(), row.node(), row.user(), row.action(), row.outcome(), row.ground()));
  }
}
