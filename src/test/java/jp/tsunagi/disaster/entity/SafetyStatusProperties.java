package jp.tsunagi.disaster.entity;

import static jp.tsunagi.disaster.entity.FactBuilder.FRESHNESS;
import static jp.tsunagi.disaster.entity.FactBuilder.MORNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every set of facts, however malformed. */
class SafetyStatusProperties {
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  @Property(tries = 2000)
  void any_order_and_repetition_of_the_same_facts_gives_the_same_status(
      @ForAll("factSets") List<SafetyFact> facts, @ForAll Random random) {
    List<SafetyFact> shuffled = new ArrayList<>(facts);
    facts.stream().filter(fact -> random.nextBoolean()).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);

    assertEquals(SafetyStatus.of(facts, FRESHNESS), SafetyStatus.of(shuffled, FRESHNESS));
  }

  @Property(tries = 2000)
  void a_call_for_rescue_somebody_saw_stays_until_somebody_with_weight_clears_it(
      @ForAll("factSets") List<SafetyFact> facts) {
    SafetyFact rescue =
        FactBuilder.aFact("rescue").by("somebody else").says(Safety.RESCUE_NEEDED).fact();
    List<SafetyFact> weak =
        new ArrayList<>(facts.stream().filter(fact -> fact.how().weaker()).toList());
    weak.add(rescue);

    assertEquals(Safety.RESCUE_NEEDED, SafetyStatus.of(weak, FRESHNESS).safety());
  }

  @Property(tries = 2000)
  void the_status_is_unconfirmed_only_when_every_report_on_safety_was_withdrawn(
      @ForAll("factSets") List<SafetyFact> facts) {
    SafetyStatus status = SafetyStatus.of(facts, FRESHNESS);
    Set<String> targets = new HashSet<>();
    facts.stream()
        .filter(fact -> fact.withdraws() != null)
        .forEach(fact -> targets.add(fact.withdraws()));

    boolean someReportNobodyWithdrew =
        facts.stream().anyMatch(fact -> fact.safety() != null && !targets.contains(fact.id()));

    assertTrue(!someReportNobodyWithdrew || status.safety() != Safety.UNCONFIRMED);
  }

  /** The contract's sentence word by word, for observers who each spoke once. */
  @Property(tries = 2000)
  void conflict_is_exactly_what_the_contract_says_when_every_observer_spoke_once(
      @ForAll("singleReports") List<SafetyFact> facts) {
    boolean expected = false;
    for (SafetyFact one : facts) {
      for (SafetyFact other : facts) {
        boolean safetyDiffers =
            one.safety() != null && other.safety() != null && one.safety() != other.safety();
        boolean placeDiffers =
            one.whereabouts() != null
                && other.whereabouts() != null
                && one.whereabouts() != Whereabouts.UNKNOWN
                && other.whereabouts() != Whereabouts.UNKNOWN
                && one.whereabouts() != other.whereabouts();
        expected |= safetyDiffers || placeDiffers;
      }
    }

    assertEquals(expected, SafetyStatus.of(facts, FRESHNESS).conflict());
  }

  @Property
  void a_conflict_names_at_least_two_live_facts(@ForAll("factSets") List<SafetyFact> facts) {
    SafetyStatus status = SafetyStatus.of(facts, FRESHNESS);

    assertEquals(status.conflict(), status.contradicting().size() >= 2);
    assertTrue(status.live().containsAll(status.contradicting()));
  }

  @Provide
  Arbitrary<List<SafetyFact>> factSets() {
    return Arbitraries.of(IDS)
        .set()
        .ofMaxSize(IDS.size())
        .flatMap(
            ids ->
                Combinators.combine(ids.stream().sorted().map(this::fact).toList())
                    .as(facts -> facts));
  }

  @Provide
  Arbitrary<List<SafetyFact>> singleReports() {
    return factSets()
        .map(
            facts ->
                facts.stream()
                    .map(
                        fact ->
                            new SafetyFact(
                                fact.id(),
                                "observer " + fact.id(),
                                fact.safety(),
                                fact.whereabouts(),
                                fact.support(),
                                fact.how(),
                                fact.time(),
                                fact.device(),
                                fact.sequence(),
                                Set.of(),
                                null))
                    .toList());
  }

  private Arbitrary<SafetyFact> fact(String id) {
    Arbitrary<Safety> safety =
        Arbitraries.of(Safety.values()).filter(Safety::reportable).injectNull(0.2);
    Arbitrary<Whereabouts> whereabouts = Arbitraries.of(Whereabouts.class).injectNull(0.4);
    Arbitrary<Set<SupportNeed>> support =
        Arbitraries.of(SupportNeed.class).set().ofMaxSize(3).injectNull(0.5);
    Arbitrary<HowObserved> how = Arbitraries.of(HowObserved.class);
    Arbitrary<ObservedTime> time =
        Combinators.combine(
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(0, 20))
            .as(
                (minute, before, after) -> {
                  Instant estimate = MORNING.plus(Duration.ofMinutes(minute));
                  return new ObservedTime(
                      estimate.minus(Duration.ofMinutes(before)),
                      estimate,
                      estimate.plus(Duration.ofMinutes(after)));
                });
    Arbitrary<String> observer = Arbitraries.of("nakamura", "ito", "takahashi");
    Arbitrary<Long> sequence = Arbitraries.longs().between(1, 6);
    Arbitrary<Set<String>> supersedes =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.just(Set.of())),
            net.jqwik.api.Tuple.of(2, Arbitraries.of(IDS).set().ofMaxSize(3)));
    Arbitrary<String> withdraws = Arbitraries.of(IDS).injectNull(0.85);
    return Combinators.combine(
            safety,
            whereabouts,
            support,
            how,
            time,
            observer,
            sequence,
            Combinators.combine(supersedes, withdraws).as(Pointers::new))
        .as(
            (s, w, needs, h, t, o, n, p) ->
                new SafetyFact(
                    id, o, s, w, needs, h, t, "device", n, p.supersedes(), p.withdraws()));
  }

  private record Pointers(Set<String> supersedes, String withdraws) {}
}
