package jp.tsunagi.disaster.entity;

import static jp.tsunagi.disaster.entity.FactBuilder.MORNING;
import static jp.tsunagi.disaster.entity.FactBuilder.aFact;
import static jp.tsunagi.disaster.entity.FactBuilder.statusOf;
import static jp.tsunagi.disaster.entity.HowObserved.AUTOMATIC;
import static jp.tsunagi.disaster.entity.HowObserved.FAMILY;
import static jp.tsunagi.disaster.entity.HowObserved.PHONE;
import static jp.tsunagi.disaster.entity.HowObserved.SEEN;
import static jp.tsunagi.disaster.entity.HowObserved.SENSOR;
import static jp.tsunagi.disaster.entity.HowObserved.SHELTER_LIST;
import static jp.tsunagi.disaster.entity.Safety.BEING_CHECKED;
import static jp.tsunagi.disaster.entity.Safety.DECEASED;
import static jp.tsunagi.disaster.entity.Safety.MINOR_INJURY;
import static jp.tsunagi.disaster.entity.Safety.RECHECK;
import static jp.tsunagi.disaster.entity.Safety.RESCUE_NEEDED;
import static jp.tsunagi.disaster.entity.Safety.SAFE;
import static jp.tsunagi.disaster.entity.Safety.UNCONFIRMED;
import static jp.tsunagi.disaster.entity.SupportNeed.OXYGEN;
import static jp.tsunagi.disaster.entity.SupportNeed.POWER;
import static jp.tsunagi.disaster.entity.Whereabouts.HOME;
import static jp.tsunagi.disaster.entity.Whereabouts.SHELTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetyStatusTest {
  @Test
  void is_unconfirmed_when_nobody_reported() {
    SafetyStatus status = statusOf();

    assertEquals(
        new SafetyStatus(
            SafetyStatus.VERSION,
            UNCONFIRMED,
            Whereabouts.UNKNOWN,
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            null,
            null),
        status);
  }

  @Test
  void is_what_the_only_report_says() {
    SafetyStatus status =
        statusOf(aFact("a").by("nakamura").says(SAFE).at(HOME).needing(OXYGEN).minute(5));

    assertEquals(SAFE, status.safety());
    assertEquals(HOME, status.whereabouts());
    assertEquals(Set.of(OXYGEN), status.support());
    assertFalse(status.conflict());
    assertEquals(MORNING.plus(Duration.ofMinutes(5)), status.lastFactAt());
  }

  @Test
  void is_the_worst_and_a_conflict_when_two_observers_contradict() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(RESCUE_NEEDED).minute(1),
            aFact("b").by("takahashi").says(SAFE).minute(9));

    assertEquals(RESCUE_NEEDED, status.safety());
    assertTrue(status.conflict());
    assertEquals(Set.of("a", "b"), status.contradicting());
  }

  @Test
  void is_no_conflict_when_one_supersedes_the_other() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(RESCUE_NEEDED).minute(1),
            aFact("b").by("takahashi").says(SAFE).minute(9).superseding("a"));

    assertEquals(SAFE, status.safety());
    assertFalse(status.conflict());
    assertEquals(Set.of("b"), status.live());
  }

  @Test
  void is_a_conflict_when_observers_place_the_resident_differently() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(SAFE).at(HOME).minute(1),
            aFact("b").by("takahashi").says(SAFE).at(SHELTER).minute(9));

    assertEquals(SAFE, status.safety());
    assertEquals(SHELTER, status.whereabouts());
    assertTrue(status.conflict());
  }

  @Test
  void is_no_conflict_when_somebody_does_not_know_where_the_resident_is() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(SAFE).at(HOME).minute(1),
            aFact("b").by("takahashi").says(SAFE).at(Whereabouts.UNKNOWN).minute(9));

    assertFalse(status.conflict());
    assertEquals(HOME, status.whereabouts());
  }

  @Test
  void takes_the_later_word_of_the_same_observer() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(RESCUE_NEEDED).minute(1),
            aFact("b").by("nakamura").says(SAFE).minute(9));

    assertEquals(SAFE, status.safety());
    assertFalse(status.conflict());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PHONE,        true
          FAMILY,       true
          AUTOMATIC,    true
          SEEN,         false
          SHELTER_LIST, false
          SENSOR,       false
          """)
  void a_weaker_source_cannot_clear_an_in_person_call_for_rescue_even_by_superseding_it(
      HowObserved how, boolean conflict) {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").how(SEEN).says(RESCUE_NEEDED).minute(1),
            aFact("b").by("takahashi").how(how).says(SAFE).minute(9).superseding("a"));

    assertEquals(conflict, status.conflict());
    assertEquals(conflict ? RESCUE_NEEDED : SAFE, status.safety());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1, 9, nakamura
          9, 1, nakamura
          1, 9, takahashi
          9, 1, takahashi
          """)
  void a_weaker_source_contradicts_an_in_person_call_for_rescue_whatever_the_order(
      long seenAt, long phonedAt, String phonedBy) {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").how(SEEN).says(RESCUE_NEEDED).minute(seenAt),
            aFact("b").by(phonedBy).how(PHONE).says(SAFE).minute(phonedAt));

    assertTrue(status.conflict());
    assertEquals(RESCUE_NEEDED, status.safety());
  }

  @Test
  void an_in_person_report_replaces_the_same_observers_call_for_rescue_and_what_was_phoned() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").how(PHONE).says(SAFE).minute(1),
            aFact("b").by("nakamura").how(SEEN).says(RESCUE_NEEDED).minute(2),
            aFact("c").by("nakamura").how(SEEN).says(SAFE).minute(3));

    assertEquals(SAFE, status.safety());
    assertFalse(status.conflict());
  }

  @Test
  void a_machine_does_not_take_back_the_same_machines_call_for_help() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("pendant").how(AUTOMATIC).says(RESCUE_NEEDED).minute(1),
            aFact("b").by("pendant").how(AUTOMATIC).says(SAFE).minute(9));

    assertEquals(RESCUE_NEEDED, status.safety());
  }

  @Test
  void a_report_replaces_another_only_in_what_it_speaks_of() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(RESCUE_NEEDED).at(HOME).minute(1),
            aFact("b").by("takahashi").at(SHELTER).minute(9).superseding("a"));

    assertEquals(RESCUE_NEEDED, status.safety());
    assertEquals(SHELTER, status.whereabouts());
    assertFalse(status.conflict());
  }

  @Test
  void a_withdrawn_report_never_counts_and_what_it_superseded_counts_again() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("takahashi").says(RESCUE_NEEDED).minute(1),
            aFact("b").by("nakamura").says(SAFE).minute(2).superseding("a"),
            aFact("c").by("nakamura").withdrawing("b").minute(3));

    assertEquals(RESCUE_NEEDED, status.safety());
    assertFalse(status.conflict());
    assertEquals(Set.of("a"), status.live());
  }

  @Test
  void a_withdrawal_can_be_withdrawn() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(SAFE).minute(1),
            aFact("b").by("nakamura").withdrawing("a").minute(2),
            aFact("c").by("nakamura").withdrawing("b").minute(3));

    assertEquals(SAFE, status.safety());
  }

  @Test
  void a_phone_call_cannot_withdraw_what_somebody_else_saw() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").how(SEEN).says(RESCUE_NEEDED).minute(1),
            aFact("b").by("takahashi").how(FAMILY).withdrawing("a").minute(2));

    assertEquals(RESCUE_NEEDED, status.safety());
  }

  @Test
  void a_circle_of_superseding_reports_loses_none_of_them() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(RESCUE_NEEDED).minute(1).superseding("b"),
            aFact("b").by("takahashi").says(SAFE).minute(2).superseding("a"));

    assertEquals(RESCUE_NEEDED, status.safety());
    assertTrue(status.conflict());
  }

  @Test
  void rescue_comes_before_a_report_of_death() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(DECEASED), aFact("b").by("ito").says(RESCUE_NEEDED));

    assertEquals(RESCUE_NEEDED, status.safety());
    assertTrue(status.conflict());
  }

  @Test
  void needs_of_different_observers_add_up_and_one_of_them_can_be_met() {
    SafetyStatus both =
        statusOf(
            aFact("a").by("nakamura").needing(OXYGEN).minute(1),
            aFact("b").by("ito").needing(POWER).minute(2));
    SafetyStatus met =
        statusOf(
            aFact("a").by("nakamura").needing(OXYGEN).minute(1),
            aFact("b").by("ito").needing(POWER).minute(2),
            aFact("c").by("nakamura").needing().minute(3));

    assertEquals(Set.of(OXYGEN, POWER), both.support());
    assertEquals(Set.of(POWER), met.support());
  }

  @Test
  void the_running_number_orders_one_device_whose_clock_was_set_back() {
    ObservedTime beforeTheJump =
        new ObservedTime(
            MORNING, MORNING.plus(Duration.ofHours(3)), MORNING.plus(Duration.ofHours(4)));
    ObservedTime afterTheJump =
        new ObservedTime(
            MORNING, MORNING.plus(Duration.ofHours(1)), MORNING.plus(Duration.ofHours(4)));

    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(SAFE).time(beforeTheJump).sequence(1),
            aFact("b").by("nakamura").says(RESCUE_NEEDED).time(afterTheJump).sequence(2));

    assertEquals(RESCUE_NEEDED, status.safety());
  }

  @Test
  void times_known_well_outrank_a_running_number_that_began_again() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").says(SAFE).minute(1).sequence(500),
            aFact("b").by("nakamura").says(MINOR_INJURY).minute(60).sequence(1));

    assertEquals(MINOR_INJURY, status.safety());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SEEN,      71, SAFE
          SEEN,      73, RECHECK
          PHONE,     71, SAFE
          AUTOMATIC, 11, SAFE
          AUTOMATIC, 13, RECHECK
          SENSOR,    13, RECHECK
          """)
  void good_news_is_to_be_checked_again_when_it_is_old(
      HowObserved how, long hoursLater, Safety shown) {
    SafetyStatus status = statusOf(aFact("a").how(how).says(SAFE));

    assertEquals(shown, status.shown(false, MORNING.plus(Duration.ofHours(hoursLater))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Safety.class,
      names = {"RESCUE_NEEDED", "DECEASED", "UNREACHABLE", "NOT_APPLICABLE"})
  void other_news_does_not_grow_old(Safety safety) {
    SafetyStatus status = statusOf(aFact("a").says(safety));

    assertNull(status.freshUntil());
    assertEquals(safety, status.shown(false, MORNING.plus(Duration.ofDays(30))));
  }

  @Test
  void is_being_checked_only_while_nobody_reported() {
    assertEquals(BEING_CHECKED, statusOf().shown(true, MORNING));
    assertEquals(SAFE, statusOf(aFact("a").says(SAFE)).shown(true, MORNING));
    assertEquals(
        RECHECK, statusOf(aFact("a").says(SAFE)).shown(true, MORNING.plus(Duration.ofDays(9))));
  }

  @Test
  void a_shelter_list_contradicts_a_crew_like_any_other_observer() {
    SafetyStatus status =
        statusOf(
            aFact("a").by("nakamura").how(SEEN).says(RESCUE_NEEDED).minute(1),
            aFact("b").by("inoue").how(SHELTER_LIST).says(SAFE).minute(2),
            aFact("c").by("sensor").how(SENSOR).says(SAFE).minute(3));

    assertTrue(status.conflict());
    assertEquals(Set.of("a", "b", "c"), status.contradicting());
  }
}
