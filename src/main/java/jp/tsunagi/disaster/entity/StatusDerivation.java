package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 安否の判定. The steps of ADR-0052 in order: drop what was withdrawn, let newer reports replace older
 * ones, then look for contradiction among what is left. A fact replaces another only in what it
 * speaks of: a report about a wheelchair does not take back a call for rescue.
 */
final class StatusDerivation {
  /** What a fact can speak of. */
  private enum Axis {
    SAFETY(fact -> fact.safety() != null),
    WHEREABOUTS(fact -> fact.whereabouts() != null),
    SUPPORT(fact -> fact.support() != null);

    private final Predicate<SafetyFact> stated;

    Axis(Predicate<SafetyFact> stated) {
      this.stated = stated;
    }
  }

  private final Map<String, SafetyFact> facts = new TreeMap<>();
  private final Freshness freshness;
  private final FactOrder order;
  private final List<SafetyFact> standing;

  StatusDerivation(Collection<SafetyFact> given, Freshness freshness) {
    // The store never keeps two contents under one id; should it happen, the choice is at least
    // always the same.
    given.stream()
        .sorted(Comparator.comparing(SafetyFact::toString))
        .forEach(fact -> facts.putIfAbsent(fact.id(), fact));
    this.freshness = freshness;
    this.order = new FactOrder(facts.values());
    Set<String> withdrawn = findWithdrawn();
    this.standing = facts.values().stream().filter(fact -> !withdrawn.contains(fact.id())).toList();
  }

  SafetyStatus derive() {
    List<SafetyFact> safety = live(Axis.SAFETY);
    List<SafetyFact> whereabouts = live(Axis.WHEREABOUTS);
    List<SafetyFact> support = live(Axis.SUPPORT);
    Set<String> contradicting = contradicting(safety, whereabouts);
    Safety worst =
        safety.stream()
            .map(SafetyFact::safety)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(Safety.UNCONFIRMED);
    return new SafetyStatus(
        SafetyStatus.VERSION,
        worst,
        newestKnown(whereabouts),
        needs(support),
        !contradicting.isEmpty(),
        ids(safety, whereabouts, support),
        contradicting,
        lastFactAt(),
        freshUntil(worst, safety));
  }

  /**
   * What stays out. A withdrawal that was itself withdrawn has no effect; facts that withdraw each
   * other both stay: nothing is lost by a malformed pair.
   */
  private Set<String> findWithdrawn() {
    Map<String, Set<String>> withdrawers = new HashMap<>();
    for (SafetyFact fact : facts.values()) {
      SafetyFact target = fact.withdraws() == null ? null : facts.get(fact.withdraws());
      if (target != null && mayWithdraw(fact, target)) {
        withdrawers.computeIfAbsent(target.id(), id -> new HashSet<>()).add(fact.id());
      }
    }
    Set<String> in = new HashSet<>();
    Set<String> out = new HashSet<>();
    boolean settled = false;
    while (!settled) {
      settled = true;
      for (String id : facts.keySet()) {
        if (in.contains(id) || out.contains(id)) {
          continue;
        }
        Set<String> against = withdrawers.getOrDefault(id, Set.of());
        if (against.stream().anyMatch(in::contains)) {
          out.add(id);
          settled = false;
        } else if (out.containsAll(against)) {
          in.add(id);
          settled = false;
        }
      }
    }
    return out;
  }

  private static boolean mayWithdraw(SafetyFact fact, SafetyFact target) {
    return !fact.id().equals(target.id())
        && (fact.observer().equals(target.observer()) || fact.mayClear(target));
  }

  private List<SafetyFact> live(Axis axis) {
    List<SafetyFact> claims = standing.stream().filter(axis.stated).toList();
    boolean weighs = axis == Axis.SAFETY;
    return new Replacements(
            claims,
            (newer, older) ->
                newer.supersedes().contains(older.id()) && (!weighs || newer.mayClear(older)),
            (newer, older) ->
                newer.observer().equals(older.observer())
                    && order.isNewer(newer, older)
                    && (!weighs || replacesSilently(newer, older)))
        .standing();
  }

  /**
   * Whether an observer's later word replaces the same observer's earlier one without saying so.
   * Not when one of them is an in-person call for rescue and the other came by a weaker way, in
   * either order; and no machine takes back a call for help.
   */
  private static boolean replacesSilently(SafetyFact newer, SafetyFact older) {
    if (newer.safety() == older.safety()) {
      return true;
    }
    boolean rescueAgainstWeaker =
        (older.rescueNeededInPerson() && newer.how().weaker())
            || (newer.rescueNeededInPerson() && older.how().weaker());
    boolean machineAgainstCall = newer.how().machine() && older.safety() == Safety.RESCUE_NEEDED;
    return !rescueAgainstWeaker && !machineAgainstCall;
  }

  private static Set<String> contradicting(List<SafetyFact> safety, List<SafetyFact> whereabouts) {
    Set<String> result = new LinkedHashSet<>();
    forEachPair(
        safety,
        (one, other) -> {
          boolean differ = one.safety() != other.safety();
          boolean rescueAgainstWeaker =
              (one.rescueNeededInPerson() && other.how().weaker())
                  || (other.rescueNeededInPerson() && one.how().weaker());
          return differ && (!one.observer().equals(other.observer()) || rescueAgainstWeaker);
        },
        result);
    forEachPair(
        whereabouts,
        (one, other) ->
            known(one)
                && known(other)
                && one.whereabouts() != other.whereabouts()
                && !one.observer().equals(other.observer()),
        result);
    return Set.copyOf(result);
  }

  private static boolean known(SafetyFact fact) {
    return fact.whereabouts() != Whereabouts.UNKNOWN;
  }

  private static void forEachPair(
      List<SafetyFact> facts, BiPredicate<SafetyFact, SafetyFact> contradict, Set<String> result) {
    for (int one = 0; one < facts.size(); one++) {
      for (int other = one + 1; other < facts.size(); other++) {
        if (contradict.test(facts.get(one), facts.get(other))) {
          result.add(facts.get(one).id());
          result.add(facts.get(other).id());
        }
      }
    }
  }

  private Whereabouts newestKnown(List<SafetyFact> whereabouts) {
    return whereabouts.stream()
        .filter(StatusDerivation::known)
        .max(Comparator.comparingInt(order::position))
        .map(SafetyFact::whereabouts)
        .orElse(Whereabouts.UNKNOWN);
  }

  private static Set<SupportNeed> needs(List<SafetyFact> support) {
    Set<SupportNeed> needs = EnumSet.noneOf(SupportNeed.class);
    for (SafetyFact fact : support) {
      Set<SupportNeed> stated = fact.support();
      if (stated != null) {
        needs.addAll(stated);
      }
    }
    return Set.copyOf(needs);
  }

  @SafeVarargs
  private static Set<String> ids(List<SafetyFact>... lists) {
    return Arrays.stream(lists)
        .flatMap(List::stream)
        .map(SafetyFact::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Instant lastFactAt() {
    return standing.stream()
        .map(fact -> fact.time().estimate())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private @Nullable Instant freshUntil(Safety worst, List<SafetyFact> safety) {
    if (!worst.fades()) {
      return null;
    }
    return safety.stream()
        .filter(fact -> fact.safety() == worst)
        .map(fact -> fact.time().estimate().plus(freshness.of(fact.how())))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
