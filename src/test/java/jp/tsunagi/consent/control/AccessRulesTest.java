package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.control.AccessTable.Row;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ConsentDecision;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.AreaCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessRulesTest {
  private static Stream<Row> rows() {
    return AccessTable.rows();
  }

  @ParameterizedTest(name = "line {0}")
  @MethodSource("rows")
  void decides_as_the_access_table_says(Row row) {
    Decision decision = AccessRules.decide(row.asking(), row.standing(), row.data());

    assertEquals(
        List.of(row.allowed(), row.reachable(), row.ground()),
        List.of(decision.allowed(), decision.reachable(), decision.ground().code()));
  }

  @Test
  void the_table_is_long_enough_to_be_trusted() {
    assertTrue(AccessTable.rows().count() >= 300);
  }

  @Test
  void a_by_law_replaces_consent_to_the_roster_but_not_to_the_plan() {
    ResidentStanding hana = standing("hana");
    Asking kato =
        new Asking(AccessTable.actorNamed("kato"), AccessTable.NOW, new ByLaws("常総市条例第5条", ""));

    Decision roster = AccessRules.decide(kato, hana, DataSet.ROSTER_ITEM);
    Decision plan = AccessRules.decide(kato, hana, DataSet.EVACUATION_PLAN);

    assertEquals(
        new Decision(
            true, true, Ground.BY_LAW, "常総市条例第5条", Set.of(DataSet.IDENTITY, DataSet.ROSTER_ITEM)),
        roster);
    assertEquals(List.of(false, true), List.of(plan.allowed(), plan.reachable()));
  }

  @Test
  void a_by_law_on_the_plan_cites_itself_and_opens_the_plan_alone() {
    ResidentStanding hana = standing("hana");
    Asking takahashi =
        new Asking(
            AccessTable.actorNamed("takahashi"),
            AccessTable.NOW,
            new ByLaws("", AccessTable.PLAN_BY_LAW));

    assertEquals(
        new Decision(
            true,
            true,
            Ground.PLAN_BY_LAW,
            AccessTable.PLAN_BY_LAW,
            Set.of(DataSet.IDENTITY, DataSet.EVACUATION_PLAN)),
        AccessRules.decide(takahashi, hana, DataSet.EVACUATION_PLAN));
  }

  @Test
  void names_the_consent_the_ground_rests_on() {
    Row row =
        AccessTable.rows().filter(one -> one.actor().equals("sato")).findFirst().orElseThrow();

    Decision decision = AccessRules.decide(row.asking(), row.standing(), DataSet.CARE_RECORD);

    assertEquals("Consent/consent-notebook-sharing", decision.basis());
  }

  @Test
  void asked_for_whatever_there_is_the_ground_is_that_of_the_widest_view() {
    Row row =
        AccessTable.rows()
            .filter(
                one ->
                    one.actor().equals("kato")
                        && one.consent().equals("roster")
                        && one.emergency().equals("open"))
            .findFirst()
            .orElseThrow();

    Decision decision = AccessRules.decide(row.asking(), row.standing(), DataSet.IDENTITY);

    assertEquals(Ground.EMERGENCY_CASE, decision.ground());
  }

  @Test
  void a_later_consent_overrules_an_earlier_refusal_but_not_one_of_the_same_day() {
    ConsentDecision given = decision(ConsentDecision.State.GIVEN, "1", 20);
    ConsentDecision before = decision(ConsentDecision.State.REFUSED, "2", 10);
    ConsentDecision sameDay = decision(ConsentDecision.State.REFUSED, "3", 20);
    ConsentPurpose purpose = ConsentPurpose.NOTEBOOK_SHARING;

    assertTrue(ConsentDecision.inForce(List.of(given, before), purpose, "us", 30).isPresent());
    assertTrue(ConsentDecision.inForce(List.of(given, sameDay), purpose, "us", 30).isEmpty());
  }

  private static ConsentDecision decision(ConsentDecision.State state, String id, long decidedAt) {
    return new ConsentDecision(
        id, ConsentPurpose.NOTEBOOK_SHARING, state, "", decidedAt, Span.ALWAYS);
  }

  @Test
  void
      city_disaster_staff_list_open_cases_of_their_city_and_read_those_nobody_knows_the_place_of() {
    Asking matsumoto =
        new Asking(AccessTable.actorNamed("matsumoto"), AccessTable.NOW, ByLaws.NONE);
    CaseStanding known = emergency("08211-ishige", false, Span.FOREVER);
    CaseStanding unknown = emergency(null, false, Span.FOREVER);
    CaseStanding taken = emergency(null, true, Span.FOREVER);
    CaseStanding closed = emergency("08211-ishige", true, AccessTable.NOW - 1);
    CaseStanding elsewhere = emergency("08220-north", false, Span.FOREVER);

    assertEquals(
        List.of("listed", "read", "listed", "nothing", "nothing"),
        Stream.of(known, unknown, taken, closed, elsewhere)
            .map(call -> caseView(matsumoto, call))
            .toList());
  }

  private static String caseView(Asking asking, CaseStanding call) {
    if (AccessRules.caseItself(asking, call).isPresent()) {
      return "read";
    }
    return AccessRules.isListedFor(asking, call) ? "listed" : "nothing";
  }

  private static CaseStanding emergency(
      @org.jspecify.annotations.Nullable String area, boolean accepted, long closedAt) {
    return new CaseStanding(
        "case-1",
        "case-1",
        area == null ? null : new AreaCode(area),
        "joso-centre",
        accepted ? "joso-fire" : null,
        accepted,
        false,
        closedAt,
        Set.of());
  }

  private static ResidentStanding standing(String resident) {
    return AccessTable.rows()
        .filter(
            row ->
                row.resident().equals(resident)
                    && row.team().equals("out")
                    && row.consent().equals("none")
                    && row.emergency().equals("none")
                    && row.mode().equals("none")
                    && row.glass().equals("none")
                    && row.setting().isEmpty())
        .findFirst()
        .orElseThrow()
        .standing();
  }
}
