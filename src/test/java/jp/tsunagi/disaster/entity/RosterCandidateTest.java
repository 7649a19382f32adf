package jp.tsunagi.disaster.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.disaster.entity.RosterTrait.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterCandidateTest {
  private static final Instant NOW = Instant.parse("2026-09-10T00:00:00Z");
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  private static RosterCandidate aCandidate(boolean active, boolean deceased, String living) {
    return new RosterCandidate("r", "08211", LocalDate.of(1942, 4, 1), living, active, deceased);
  }

  private static RosterTrait aTrait(
      Kind kind, String code, @Nullable Instant from, @Nullable Instant until) {
    return new RosterTrait("r", kind, code, from, until, false, null);
  }

  private static RosterTrait aFlag() {
    return aTrait(Kind.ROSTER_FLAG, "home-oxygen", null, null);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # active, deceased, living, on the roster
          true,  false, alone,    true
          true,  false, family,   true
          true,  false, facility, false
          true,  false, hospital, false
          false, false, alone,    false
          true,  true,  alone,    false
          """)
  void an_active_flag_puts_on_the_roster_whoever_lives_at_home(
      boolean active, boolean deceased, String living, boolean listed) {
    assertEquals(listed, aCandidate(active, deceased, living).listed(List.of(aFlag()), NOW));
  }

  @Test
  void a_warning_says_nothing_about_the_roster() {
    assertFalse(
        aCandidate(true, false, "alone")
            .listed(List.of(aTrait(Kind.WARNING, "home-oxygen", null, null)), NOW));
  }

  @Test
  void a_flag_counts_only_in_its_time() {
    RosterCandidate candidate = aCandidate(true, false, "alone");

    assertFalse(candidate.listed(List.of(aTrait(Kind.ROSTER_FLAG, "other", TOMORROW, null)), NOW));
    assertFalse(candidate.listed(List.of(aTrait(Kind.ROSTER_FLAG, "other", null, NOW)), NOW));
    assertTrue(candidate.listed(List.of(aTrait(Kind.ROSTER_FLAG, "other", NOW, TOMORROW)), NOW));
  }

  @Test
  void the_newest_certification_in_force_decides() {
    List<RosterTrait> traits =
        List.of(
            aTrait(Kind.CARE_LEVEL, "22", null, null),
            aTrait(Kind.CARE_LEVEL, "25", YESTERDAY, TOMORROW),
            aTrait(Kind.CARE_LEVEL, "21", TOMORROW, null));

    assertEquals(
        List.of("care-need-5"), aCandidate(true, false, "family").ranking(traits, NOW).reasons());
  }

  @Test
  void the_next_beginning_or_end_calls_for_a_review() {
    List<RosterTrait> traits =
        List.of(
            aTrait(Kind.CARE_LEVEL, "25", YESTERDAY, TOMORROW.plusSeconds(1)),
            aTrait(Kind.CARE_LEVEL, "21", TOMORROW, null));

    assertEquals(Optional.of(TOMORROW), RosterCandidate.reviewAt(traits, NOW));
    assertEquals(Optional.empty(), RosterCandidate.reviewAt(List.of(aFlag()), NOW));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          true,  true,  deceased
          false, false, moved
          true,  false, unlisted
          """)
  void whoever_leaves_the_roster_keeps_the_line_with_a_mark(
      boolean active, boolean deceased, String mark) {
    assertEquals(mark, aCandidate(active, deceased, "alone").mark());
  }
}
