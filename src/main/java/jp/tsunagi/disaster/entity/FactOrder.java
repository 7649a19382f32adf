package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 報告の順序. One total order over facts, oldest first. Between devices the estimated time decides;
 * inside one device its running number does, as far as the intervals leave it open: a clock that
 * was set back does not turn an older report into the newest one.
 */
final class FactOrder {
  private final Map<String, Integer> positions = new HashMap<>();

  FactOrder(Collection<SafetyFact> facts) {
    List<SafetyFact> byDevice =
        facts.stream()
            .sorted(
                Comparator.comparing(SafetyFact::device)
                    .thenComparingLong(SafetyFact::sequence)
                    .thenComparing(SafetyFact::id))
            .toList();
    Map<String, Instant> adjusted = new HashMap<>();
    Map<String, Instant> newestOfDevice = new HashMap<>();
    for (SafetyFact fact : byDevice) {
      Instant at = fact.time().estimate();
      Instant before = newestOfDevice.get(fact.device());
      if (before != null && before.isAfter(at)) {
        at = before.isBefore(fact.time().latest()) ? before : fact.time().latest();
      }
      adjusted.put(fact.id(), at);
      newestOfDevice.put(fact.device(), at);
    }
    List<SafetyFact> ordered =
        byDevice.stream()
            .sorted(
                Comparator.comparing(
                        (SafetyFact fact) -> adjusted.getOrDefault(fact.id(), Instant.MIN))
                    .thenComparing(SafetyFact::device)
                    .thenComparingLong(SafetyFact::sequence)
                    .thenComparing(SafetyFact::id))
            .toList();
    for (int position = 0; position < ordered.size(); position++) {
      positions.put(ordered.get(position).id(), position);
    }
  }

  boolean isNewer(SafetyFact one, SafetyFact other) {
    return position(one) > position(other);
  }

  int position(SafetyFact fact) {
    return positions.getOrDefault(fact.id(), -1);
  }
}
