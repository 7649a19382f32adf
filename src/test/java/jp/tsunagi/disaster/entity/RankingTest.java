package jp.tsunagi.disaster.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.disaster.entity.RosterPerson.PoweredDevice;
import jp.tsunagi.platform.boundary.Messages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {
  private static RosterPerson aPerson(
      @Nullable String careLevel, int dementia, @Nullable String living, String... reasons) {
    return new RosterPerson(
        LocalDate.of(1942, 4, 1), careLevel, dementia, 0, living, Set.of(reasons), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # care level, dementia, living, reasons, tier
          -,  0, family, ventilator,               1
          -,  0, family, home-oxygen,              1
          -,  0, family, suction,                  1
          21, 0, family, dialysis,                 1
          25, 0, alone,  -,                        2
          24, 0, alone,  -,                        2
          21, 0, alone,  bedridden,                2
          25, 0, family, -,                        3
          24, 0, couple, -,                        3
          23, 0, alone,  -,                        3
          -,  0, family, care-need,                3
          21, 5, family, -,                        3
          21, 0, daytime-alone, -,                 3
          21, 0, family, dementia-wandering,       3
          21, 0, family, walking-impossible,       3
          22, 2, alone,  dementia wheelchair,      4
          12, 0, family, self-reported,            4
          """)
  void a_person_stands_in_the_tier_of_the_heaviest_circumstance(
      @Nullable String careLevel, int dementia, String living, @Nullable String reasons, int tier) {
    String[] codes = reasons == null ? new String[0] : reasons.split(" ");

    assertEquals(tier, Ranking.of(aPerson(careLevel, dementia, living, codes)).tier());
  }

  @Test
  void the_reasons_are_the_rules_that_apply_heaviest_first() {
    RosterPerson hana =
        new RosterPerson(
            LocalDate.of(1942, 4, 1),
            "23",
            2,
            5,
            "alone",
            Set.of("home-oxygen", "living-alone", "fall-risk"),
            List.of(new PoweredDevice("oxygen-concentrator", true, 3.0)));

    assertEquals(
        List.of("home-oxygen", "battery=3", "living-alone", "care-need-3", "fall-risk"),
        Ranking.of(hana).reasons());
  }

  @Test
  void a_shorter_battery_comes_first() {
    long three = keyWithBattery(3);
    long ten = keyWithBattery(10);
    long forty = keyWithBattery(40);

    assertTrue(three < ten && ten < forty);
  }

  private static long keyWithBattery(double hours) {
    return Ranking.of(
            new RosterPerson(
                LocalDate.of(1942, 4, 1),
                null,
                0,
                0,
                null,
                Set.of("ventilator"),
                List.of(new PoweredDevice("ventilator", true, hours))))
        .key();
  }

  @Test
  void tier_goes_before_score_and_score_before_age() {
    RosterPerson heavyButSafe = aPerson("25", 8, "family", "dementia-wandering", "tube-feeding");
    RosterPerson dialysis = aPerson(null, 0, "family", "dialysis");
    RosterPerson older =
        new RosterPerson(LocalDate.of(1930, 1, 1), null, 0, 0, null, Set.of(), List.of());
    RosterPerson younger =
        new RosterPerson(LocalDate.of(1950, 1, 1), null, 0, 0, null, Set.of(), List.of());
    RosterPerson ofUnknownAge = new RosterPerson(null, null, 0, 0, null, Set.of(), List.of());

    assertTrue(Ranking.of(dialysis).key() < Ranking.of(heavyButSafe).key());
    assertTrue(Ranking.of(older).key() < Ranking.of(younger).key());
    assertTrue(Ranking.of(younger).key() < Ranking.of(ofUnknownAge).key());
  }

  @Test
  void every_rule_has_its_words_in_both_languages() {
    Messages messages = new Messages();

    for (String language : List.of(Messages.JAPANESE, Messages.ENGLISH)) {
      for (RankRule rule : RankRule.values()) {
        assertTrue(
            messages.find(language, "disaster.reason." + rule.code()).isPresent(), rule.code());
      }
    }
  }

  @Test
  void every_support_reason_of_the_guide_has_a_rule() {
    Set<String> rules =
        new HashSet<>(
            Arrays.stream(RankRule.values()).map(RankRule::code).collect(Collectors.toSet()));

    assertTrue(
        rules.containsAll(
            Stream.of(
                    "ventilator home-oxygen suction dialysis tube-feeding insulin care-need"
                        + " walking-impossible wheelchair bedridden fall-risk dementia"
                        + " dementia-wandering living-alone elderly-couple daytime-alone"
                        + " visual-impairment hearing-impairment speech-impairment"
                        + " physical-disability intellectual-disability mental-disability"
                        + " intractable-disease language self-reported community-recommended other")
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .toList()));
  }
}
