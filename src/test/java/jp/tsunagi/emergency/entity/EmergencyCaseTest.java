package jp.tsunagi.emergency.entity;

import static jp.tsunagi.emergency.entity.Cases.ISHIGE;
import static jp.tsunagi.emergency.entity.Cases.MORNING;
import static jp.tsunagi.emergency.entity.Cases.aCase;
import static jp.tsunagi.emergency.entity.Cases.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmergencyCaseTest {
  private static ReceivedCall call(EmergencyKind kind, boolean registered, String... residents) {
    return new ReceivedCall(
        "call",
        new EmergencyEvent(
            "joso-centre",
            "1",
            "JS-0001",
            kind,
            null,
            OffsetDateTime.parse("2026-04-01T09:12:03+09:00"),
            null,
            null,
            false),
        MORNING,
        registered,
        List.of(residents),
        "joso-centre",
        "case",
        null);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                                    received
          ACCEPT,                                accepted
          ACCEPT DISPATCH,                       dispatched
          ACCEPT ARRIVE,                         on-scene
          ACCEPT DISPATCH ARRIVE OUTCOME,        outcome
          ACCEPT CLOSE,                          closed
          CLOSE OUTCOME DISPATCH ACCEPT,         closed
          """)
  void state_follows_from_the_steps_in_whatever_order_they_are_told(String steps, String state) {
    List<CaseStep> taken =
        steps.isEmpty()
            ? List.of()
            : List.of(steps.split(" ")).stream().map(CaseStep::valueOf).toList();

    assertEquals(state, CaseState.after(taken).code());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          emergency,      true
          consultation,   false
          no-movement,    true
          fire,           true
          fall,           true
          wandering,      true
          power-loss,     false
          power-restored, false
          battery,        false
          link-lost,      false
          test,           false
          cancel,         false
          unknown,        true
          """)
  void opens_a_case_for_what_may_cost_a_life(String kind, boolean alarm) {
    assertEquals(alarm, EmergencyKind.ofCode(kind).orElseThrow().isAlarm());
  }

  @Test
  void takes_the_newest_alarm_as_its_kind_and_everybody_of_the_household() {
    EmergencyCase emergency = aCase().of("okubo-1").build();

    EmergencyCase joined =
        emergency.joinedBy(call(EmergencyKind.FIRE, true, "okubo-2", "okubo-1"), null, null);

    assertEquals(EmergencyKind.FIRE, joined.kind());
    assertEquals(List.of("okubo-1", "okubo-2"), joined.residents());
    assertEquals(emergency.jurisdiction(), joined.jurisdiction());
  }

  @Test
  void keeps_its_kind_when_an_unknown_device_says_something_harmless() {
    EmergencyCase emergency = aCase().ofAnUnknownDevice().ofKind(EmergencyKind.FALL).build();

    EmergencyCase joined = emergency.joinedBy(call(EmergencyKind.TEST, false), null, null);

    assertEquals(EmergencyKind.FALL, joined.kind());
    assertTrue(joined.unregistered());
  }

  @Test
  void finds_its_place_when_the_device_is_registered_meanwhile() {
    EmergencyCase emergency = aCase().ofAnUnknownDevice().build();

    EmergencyCase joined =
        emergency.joinedBy(call(EmergencyKind.FALL, true, "ishizuka"), ISHIGE + "-town", ISHIGE);

    assertEquals(ISHIGE, joined.jurisdiction());
    assertFalse(joined.unregistered());
    assertFalse(joined.isOpenToAll());
  }

  @Test
  void is_open_to_all_until_somebody_accepts_it_when_nobody_knows_its_place() {
    EmergencyCase emergency = aCase().nowhereKnown().build();

    assertTrue(emergency.isOpenToAll());
    assertFalse(emergency.with(step(CaseStep.ACCEPT, "yoshida", "seinan")).isOpenToAll());
    assertNull(emergency.jurisdiction());
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVED,true",
    "ACCEPTED,true",
    "DISPATCHED,true",
    "ON_SCENE,true",
    "OUTCOME,false",
    "CLOSED,false"
  })
  void takes_further_alarms_until_its_outcome_is_known(CaseState state, boolean takes) {
    assertEquals(takes, state.takesFurtherAlarms());
  }
}
