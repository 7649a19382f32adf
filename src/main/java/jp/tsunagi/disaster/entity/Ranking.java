package jp.tsunagi.disaster.entity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 順位付け. Where a person stands in the order of whom to check first, and why.
 *
 * @param tier 1 life support · 2 cannot move and lives alone · 3 cannot leave unaided · 4 others
 * @param score the sum of the rules' points
 * @param reasons codes of the rules that apply, heaviest first; a battery's as {@code battery=3}
 */
public record Ranking(int tier, int score, List<String> reasons, @Nullable LocalDate birthDate) {
  private static final LocalDate OLDEST = LocalDate.of(1880, 1, 1);
  private static final long YOUNGEST = 999_999;
  private static final int HIGHEST_SCORE = 9_999;

  /** Before a battery's hours in a reason. */
  public static final String BATTERY = "battery=";

  public Ranking {
    reasons = List.copyOf(reasons);
  }

  public static Ranking of(RosterPerson person) {
    List<RankRule> rules = new ArrayList<>();
    for (RankRule rule : RankRule.values()) {
      if (rule.appliesTo(person)) {
        rules.add(rule);
      }
    }
    int score = rules.stream().mapToInt(RankRule::points).sum();
    List<String> reasons = new ArrayList<>(rules.stream().map(RankRule::code).toList());
    Double battery = shortestBattery(person);
    if (battery != null) {
      score += batteryPoints(battery);
      reasons.add(Math.min(1, reasons.size()), BATTERY + Math.round(battery));
    }
    return new Ranking(
        tier(person, rules), Math.min(score, HIGHEST_SCORE), reasons, person.birthDate());
  }

  private static int tier(RosterPerson person, List<RankRule> rules) {
    if (rules.stream().anyMatch(RankRule::lifeSupport)) {
      return 1;
    }
    boolean cannotMove = person.careNeed() >= 4 || person.bedridden();
    if (cannotMove && person.livesAlone()) {
      return 2;
    }
    boolean cannotLeaveUnaided =
        cannotMove
            || rules.contains(RankRule.CARE_NEED_3)
            || rules.contains(RankRule.CARE_NEED)
            || rules.contains(RankRule.DEMENTIA_SEVERE)
            || rules.contains(RankRule.DEMENTIA_WANDERING)
            || rules.contains(RankRule.WALKING_IMPOSSIBLE)
            || rules.contains(RankRule.DAYTIME_ALONE);
    return cannotLeaveUnaided ? 3 : 4;
  }

  private static @Nullable Double shortestBattery(RosterPerson person) {
    return person.devices().stream()
        .filter(device -> RankRule.lifeSupport(device.kind()))
        .map(RosterPerson.PoweredDevice::batteryHours)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static int batteryPoints(double hours) {
    if (hours <= 4) {
      return 30;
    }
    return hours <= 12 ? 15 : 5;
  }

  /** One number that sorts like the ranking: tier, then score, then the older person first. */
  public long key() {
    long born =
        birthDate == null
            ? YOUNGEST
            : Math.min(YOUNGEST, Math.max(0, ChronoUnit.DAYS.between(OLDEST, birthDate)));
    return (tier * 10_000L + (HIGHEST_SCORE - score)) * 1_000_000L + born;
  }
}
