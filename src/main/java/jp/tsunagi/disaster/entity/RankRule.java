package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * 順位の規則. Each says when it applies, how much it weighs, and (by its code) the reason a responder
 * reads. The list is the whole truth about the order; nothing else enters it. See ADR-0053.
 *
 * <p>Flood depth would belong here and is missing on purpose: no such data is at hand, and a
 * guessed depth would send crews the wrong way.
 */
public enum RankRule {
  VENTILATOR("ventilator", 100, person -> person.has("ventilator") || person.uses("ventilator")),
  HOME_OXYGEN(
      "home-oxygen",
      90,
      person ->
          person.has("home-oxygen")
              || person.uses("oxygen-concentrator")
              || person.uses("oxygen-cylinder")),
  SUCTION("suction", 80, person -> person.has("suction") || person.uses("suction-unit")),
  DIALYSIS("dialysis", 70, person -> person.has("dialysis")),
  CARE_NEED_5("care-need-5", 50, person -> person.careNeed() == 5),
  CARE_NEED_4("care-need-4", 40, person -> person.careNeed() == 4),
  BEDRIDDEN("bedridden", 35, RosterPerson::bedridden),
  ALONE("living-alone", 30, RosterPerson::livesAlone),
  WALKING_IMPOSSIBLE("walking-impossible", 30, person -> person.has("walking-impossible")),
  CARE_NEED_3("care-need-3", 25, person -> person.careNeed() == 3),
  CARE_NEED("care-need", 25, person -> person.has("care-need") && person.careLevel() == null),
  DEMENTIA_SEVERE("dementia-severe", 25, person -> person.dementia() >= 5),
  DEMENTIA_WANDERING("dementia-wandering", 25, person -> person.has("dementia-wandering")),
  TUBE_FEEDING("tube-feeding", 20, person -> person.has("tube-feeding")),
  VISUAL("visual-impairment", 20, person -> person.has("visual-impairment")),
  INTRACTABLE("intractable-disease", 20, person -> person.has("intractable-disease")),
  DAYTIME_ALONE(
      "daytime-alone",
      15,
      person -> person.has("daytime-alone") || "daytime-alone".equals(person.living())),
  INSULIN("insulin", 15, person -> person.has("insulin")),
  WHEELCHAIR("wheelchair", 15, person -> person.has("wheelchair")),
  PHYSICAL("physical-disability", 15, person -> person.has("physical-disability")),
  DEMENTIA("dementia", 15, person -> person.has("dementia") && person.dementia() < 5),
  MAINS_DEVICE(
      "mains-device",
      12,
      person ->
          person.devices().stream()
              .anyMatch(device -> device.mainsRequired() && !lifeSupport(device.kind()))),
  COUPLE(
      "elderly-couple",
      12,
      person -> person.has("elderly-couple") || "couple".equals(person.living())),
  HEARING("hearing-impairment", 12, person -> person.has("hearing-impairment")),
  INTELLECTUAL("intellectual-disability", 12, person -> person.has("intellectual-disability")),
  CARE_NEED_2("care-need-2", 10, person -> person.careNeed() == 2),
  MENTAL("mental-disability", 10, person -> person.has("mental-disability")),
  SPEECH("speech-impairment", 8, person -> person.has("speech-impairment")),
  LANGUAGE("language", 8, person -> person.has("language")),
  CARE_NEED_1("care-need-1", 5, person -> person.careNeed() == 1),
  FALL_RISK("fall-risk", 5, person -> person.has("fall-risk")),
  SELF_REPORTED("self-reported", 3, person -> person.has("self-reported")),
  COMMUNITY("community-recommended", 3, person -> person.has("community-recommended")),
  OTHER("other", 2, person -> person.has("other"));

  private final String code;
  private final int points;
  private final Predicate<RosterPerson> applies;

  RankRule(String code, int points, Predicate<RosterPerson> applies) {
    this.code = code;
    this.points = points;
    this.applies = applies;
  }

  /** Also the message key, {@code disaster.reason.<code>}. */
  public String code() {
    return code;
  }

  public int points() {
    return points;
  }

  boolean appliesTo(RosterPerson person) {
    return applies.test(person);
  }

  /** 生命維持: somebody dies when the power or the clinic stays away. */
  boolean lifeSupport() {
    return compareTo(DIALYSIS) <= 0;
  }

  static boolean lifeSupport(String deviceKind) {
    return deviceKind.equals("ventilator")
        || deviceKind.equals("oxygen-concentrator")
        || deviceKind.equals("suction-unit");
  }

  public static Optional<RankRule> ofCode(String code) {
    return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
  }
}
