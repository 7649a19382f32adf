package jp.tsunagi.disaster.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts that read as sentences: {@code aFact("f1").by("nakamura").seen().says(SAFE)}. */
final class FactBuilder {
  static final Instant MORNING = Instant.parse("2026-09-10T00:00:00Z");
  static final Freshness FRESHNESS = new Freshness(Duration.ofHours(72), Duration.ofHours(12));

  private final String id;
  private String observer = "nakamura";
  private @Nullable Safety safety;
  private @Nullable Whereabouts whereabouts;
  private @Nullable Set<SupportNeed> support;
  private HowObserved how = HowObserved.SEEN;
  private ObservedTime time = ObservedTime.exactly(MORNING);
  private String device = "tablet";
  private long sequence = 1;
  private Set<String> supersedes = Set.of();
  private @Nullable String withdraws;

  private FactBuilder(String id) {
    this.id = id;
  }

  static FactBuilder aFact(String id) {
    return new FactBuilder(id);
  }

  FactBuilder by(String who) {
    observer = who;
    device = "device of " + who;
    return this;
  }

  FactBuilder how(HowObserved value) {
    how = value;
    return this;
  }

  FactBuilder says(Safety value) {
    safety = value;
    return this;
  }

  FactBuilder at(Whereabouts value) {
    whereabouts = value;
    return this;
  }

  FactBuilder needing(SupportNeed... values) {
    support = Set.of(values);
    return this;
  }

  FactBuilder minute(long minutes) {
    time = ObservedTime.exactly(MORNING.plus(Duration.ofMinutes(minutes)));
    sequence = minutes;
    return this;
  }

  FactBuilder time(ObservedTime value) {
    time = value;
    return this;
  }

  FactBuilder sequence(long value) {
    sequence = value;
    return this;
  }

  FactBuilder superseding(String... ids) {
    supersedes = Set.of(ids);
    return this;
  }

  FactBuilder withdrawing(String target) {
    withdraws = target;
    return this;
  }

  SafetyFact fact() {
    return new SafetyFact(
        id,
        observer,
        safety,
        whereabouts,
        support,
        how,
        time,
        device,
        sequence,
        supersedes,
        withdraws);
  }

  static SafetyStatus statusOf(FactBuilder... facts) {
    return SafetyStatus.of(
        java.util.Arrays.stream(facts).map(FactBuilder::fact).toList(), FRESHNESS);
  }
}
