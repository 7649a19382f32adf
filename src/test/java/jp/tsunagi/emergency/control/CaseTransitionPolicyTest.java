package jp.tsunagi.emergency.control;

import static jp.tsunagi.emergency.entity.Cases.ISHIGE;
import static jp.tsunagi.emergency.entity.Cases.MITSUKAIDO;
import static jp.tsunagi.emergency.entity.Cases.aCase;
import static jp.tsunagi.emergency.entity.Cases.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.tsunagi.emergency.control.CaseTransitionPolicy.Judgement;
import jp.tsunagi.emergency.control.CaseTransitionPolicy.Verdict;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.OutcomeCode;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTransitionPolicyTest {
  private static Actor actor(String user) {
    return switch (user) {
      case "kato" -> actor(user, Role.FIRE_DISPATCH, "joso-fire", MITSUKAIDO);
      case "nakamura" -> actor(user, Role.FIRE_CREW, "joso-fire", MITSUKAIDO);
      case "yoshida" -> actor(user, Role.FIRE_DISPATCH, "seinan-fire", ISHIGE);
      case "matsumoto" -> actor(user, Role.CITY_DISASTER, "joso-city", MITSUKAIDO, ISHIGE);
      case "sato" -> actor(user, Role.CARE_MANAGER, "kinunosato");
      case "kobayashi" -> actor(user, Role.CARE_PROVIDER, "another-office");
      case "kimura" -> actor(user, Role.AUDITOR, "joso-audit");
      case "emergency-centre" -> actor(user, Role.EMERGENCY_CENTRE, "joso-centre");
      default -> throw new IllegalArgumentException(user);
    };
  }

  private static Actor actor(String user, Role role, String organization, String... areas) {
    return new Actor(
        user,
        user,
        Set.of(role),
        null,
        new OrganizationId(organization),
        organization,
        "08211",
        Arrays.stream(areas).map(AreaCode::new).toList(),
        Actor.Kind.PERSON);
  }

  private static TakenStep by(String user, CaseStep step) {
    return step(step, user, actor(user).organizationId().orElseThrow().value());
  }

  private static EmergencyCase after(EmergencyCase emergency, String user, String steps) {
    EmergencyCase now = emergency;
    for (String step : steps.isEmpty() ? new String[0] : steps.split(" ")) {
      now = now.with(by(user, CaseStep.valueOf(step)));
    }
    return now;
  }

  private static Verdict verdict(EmergencyCase emergency, String user, CaseStep step) {
    return CaseTransitionPolicy.judge(emergency, by(user, step), actor(user)).verdict();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # who             | accept    | dispatch  | arrive    | outcome   | close
          kato,               TAKE,       TAKE,       TAKE,       TAKE,       TAKE
          nakamura,           FORBIDDEN,  FORBIDDEN,  TAKE,       TAKE,       FORBIDDEN
          yoshida,            FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN
          matsumoto,          FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN
          sato,               FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN
          kobayashi,          FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN
          kimura,             FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN
          emergency-centre,   FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN,  FORBIDDEN
          """)
  void gives_each_step_to_the_fire_service_of_the_place(
      String user,
      Verdict accept,
      Verdict dispatch,
      Verdict arrive,
      Verdict outcome,
      Verdict close) {
    EmergencyCase received = aCase().in(MITSUKAIDO).build();
    EmergencyCase accepted = received.with(by("kato", CaseStep.ACCEPT));

    assertEquals(accept, verdict(received, user, CaseStep.ACCEPT));
    assertEquals(dispatch, verdict(accepted, user, CaseStep.DISPATCH));
    assertEquals(arrive, verdict(accepted, user, CaseStep.ARRIVE));
    assertEquals(outcome, verdict(accepted, user, CaseStep.OUTCOME));
    assertEquals(close, verdict(accepted, user, CaseStep.CLOSE));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # taken so far,                  wanted,   verdict
          '',                              ACCEPT,   TAKE
          '',                              DISPATCH, NOT_ACCEPTED
          '',                              ARRIVE,   NOT_ACCEPTED
          '',                              OUTCOME,  NOT_ACCEPTED
          '',                              CLOSE,    NOT_ACCEPTED
          ACCEPT,                          DISPATCH, TAKE
          ACCEPT,                          ARRIVE,   TAKE
          ACCEPT,                          OUTCOME,  TAKE
          ACCEPT,                          CLOSE,    TAKE
          ACCEPT DISPATCH,                 ARRIVE,   TAKE
          ACCEPT ARRIVE,                   DISPATCH, OVERTAKEN
          ACCEPT OUTCOME,                  ARRIVE,   OVERTAKEN
          ACCEPT OUTCOME,                  CLOSE,    TAKE
          ACCEPT CLOSE,                    OUTCOME,  OVERTAKEN
          ACCEPT DISPATCH ARRIVE OUTCOME,  CLOSE,    TAKE
          """)
  void lets_steps_be_skipped_after_the_acceptance_but_never_go_back(
      String taken, CaseStep wanted, Verdict verdict) {
    EmergencyCase emergency = after(aCase().build(), "kato", taken);

    assertEquals(verdict, verdict(emergency, "kato", wanted));
  }

  @Test
  void tells_who_took_the_step_before() {
    EmergencyCase emergency = after(aCase().build(), "kato", "ACCEPT ARRIVE");

    Judgement judgement =
        CaseTransitionPolicy.judge(emergency, by("nakamura", CaseStep.ARRIVE), actor("nakamura"));

    assertEquals(new Judgement(Verdict.ALREADY_TAKEN, by("kato", CaseStep.ARRIVE)), judgement);
  }

  @Test
  void takes_a_repeat_of_the_same_person_as_what_it_is() {
    EmergencyCase emergency = after(aCase().build(), "kato", "ACCEPT DISPATCH OUTCOME");

    List<Verdict> verdicts =
        Stream.of(CaseStep.ACCEPT, CaseStep.DISPATCH, CaseStep.OUTCOME)
            .map(step -> verdict(emergency, "kato", step))
            .toList();

    assertEquals(List.of(Verdict.REPEATED, Verdict.REPEATED, Verdict.REPEATED), verdicts);
  }

  @Test
  void does_not_let_an_outcome_be_replaced_by_another_of_the_same_person() {
    EmergencyCase emergency = after(aCase().build(), "kato", "ACCEPT OUTCOME");
    TakenStep other =
        new TakenStep(
            CaseStep.OUTCOME,
            by("kato", CaseStep.OUTCOME).at(),
            "kato",
            "kato",
            "joso-fire",
            "joso-fire",
            new Outcome(OutcomeCode.FALSE_ALARM, null, null));

    assertEquals(
        Verdict.ALREADY_TAKEN,
        CaseTransitionPolicy.judge(emergency, other, actor("kato")).verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "kato,TAKE",
    "yoshida,TAKE",
    "matsumoto,TAKE",
    "nakamura,FORBIDDEN",
    "sato,FORBIDDEN"
  })
  void offers_a_case_of_no_known_place_to_both_headquarters_and_the_city(
      String user, Verdict verdict) {
    assertEquals(verdict, verdict(aCase().ofAnUnknownDevice().build(), user, CaseStep.ACCEPT));
  }

  @ParameterizedTest
  @CsvSource({
    "kato,      ALREADY_TAKEN, FORBIDDEN",
    "matsumoto, ALREADY_TAKEN, FORBIDDEN",
    "nakamura,  FORBIDDEN,     FORBIDDEN",
    "yoshida,   REPEATED,      TAKE"
  })
  void leaves_a_case_of_no_known_place_to_who_accepted_it_first(
      String user, Verdict accept, Verdict dispatch) {
    EmergencyCase emergency = after(aCase().nowhereKnown().build(), "yoshida", "ACCEPT");

    assertEquals(accept, verdict(emergency, user, CaseStep.ACCEPT));
    assertEquals(dispatch, verdict(emergency, user, CaseStep.DISPATCH));
  }

  @Test
  void lets_the_city_see_through_what_it_accepted() {
    EmergencyCase emergency = after(aCase().nowhereKnown().build(), "matsumoto", "ACCEPT");

    assertEquals(Verdict.TAKE, verdict(emergency, "matsumoto", CaseStep.OUTCOME));
    assertEquals(Verdict.FORBIDDEN, verdict(emergency, "kato", CaseStep.OUTCOME));
  }

  @Test
  void offers_as_next_what_would_be_taken() {
    EmergencyCase accepted = after(aCase().build(), "kato", "ACCEPT DISPATCH");

    List<CaseStep> next =
        Arrays.stream(CaseStep.values())
            .filter(step -> CaseTransitionPolicy.mayTakeNext(accepted, step, actor("nakamura")))
            .toList();

    assertEquals(List.of(CaseStep.ARRIVE, CaseStep.OUTCOME), next);
  }
}
