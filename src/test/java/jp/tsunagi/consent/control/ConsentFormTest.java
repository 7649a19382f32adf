package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.tsunagi.consent.boundary.ConsentView;
import jp.tsunagi.consent.boundary.RecordConsent;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decision on sharing from the form into the record, and what decisions take from it. */
class ConsentFormTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-09-10T01:00:00Z"), ZoneId.of("Asia/Tokyo"));
  private final ConsentFormRules rules = new ConsentFormRules(TODAY);

  private static RecordConsent form(String purpose, String decision) {
    return new RecordConsent(
        purpose, decision, null, null, null, "screen", null, null, null, null, null, null);
  }

  private static RecordConsent paperByProxy(
      @Nullable List<String> only, @Nullable List<String> except) {
    return new RecordConsent(
        "notebook-sharing",
        "given",
        "proxy",
        new RecordConsent.Proxy("木村 由紀子", "長女"),
        null,
        "paper",
        "2026-09-01",
        "2026-09-02",
        "2027-03-31",
        only,
        except,
        null);
  }

  private FhirResource recorded(RecordConsent form) {
    FhirResource resource =
        ConsentFormMapper.toConsent("hana", rules.check(form), Actor.system("test"));
    resource.as(Consent.class).setId("c-1");
    return resource;
  }

  @Test
  void comes_back_as_it_was_given() {
    ConsentView view = ConsentFormMapper.view(recorded(paperByProxy(null, List.of("midori"))));

    assertEquals(
        new ConsentView(
            "c-1",
            "hana",
            "notebook-sharing",
            "given",
            "proxy",
            "木村 由紀子",
            "長女",
            null,
            "paper",
            "2026-09-01",
            "2026-09-02",
            "2027-03-31",
            List.of(),
            List.of("midori"),
            List.of(),
            null,
            false),
        view);
  }

  @Test
  void counts_for_all_but_those_it_leaves_out() {
    List<StandingMapper.Clause> clauses =
        StandingMapper.clauses(recorded(paperByProxy(null, List.of("midori"))));

    assertEquals(
        List.of("GIVEN ", "REFUSED Organization/midori"),
        clauses.stream().map(clause -> clause.state() + " " + clause.reference()).toList());
  }

  @Test
  void counts_only_for_those_it_is_limited_to_and_to_the_end_of_its_last_day() {
    List<StandingMapper.Clause> clauses =
        StandingMapper.clauses(recorded(paperByProxy(List.of("midori"), null)));

    assertEquals(1, clauses.size());
    assertEquals("Organization/midori", clauses.get(0).reference());
    assertEquals(
        Instant.parse("2027-03-31T15:00:00Z").toEpochMilli(), clauses.get(0).span().until());
  }

  @Test
  void a_refusal_is_a_decision_too() {
    List<StandingMapper.Clause> clauses =
        StandingMapper.clauses(recorded(form("roster-advance", "refused")));

    assertEquals(
        List.of("REFUSED"), clauses.stream().map(clause -> clause.state().name()).toList());
  }

  @Test
  void names_everything_that_is_wrong_at_once() {
    RecordConsent wrong =
        new RecordConsent(
            "everything",
            null,
            "proxy",
            null,
            null,
            "phone",
            "2026-09-11",
            null,
            "2026-09-01",
            List.of("no id"),
            null,
            null);

    ProblemException problem = assertThrows(ProblemException.class, () -> rules.check(wrong));

    assertEquals(
        Set.of(
            "purpose",
            "decision",
            "how",
            "proxy.name",
            "proxy.relation",
            "decidedOn",
            "validUntil",
            "onlyOrganisations[0]"),
        Set.copyOf(problem.violations().stream().map(Violation::field).toList()));
  }

  private static RecordConsent limited(
      String purpose, @Nullable List<String> organisations, @Nullable List<String> relatives) {
    return new RecordConsent(
        purpose,
        "given",
        null,
        null,
        null,
        "screen",
        null,
        null,
        null,
        organisations,
        null,
        relatives);
  }

  @Test
  void a_family_view_is_limited_to_relatives_and_anything_else_to_organisations() {
    FhirResource family = recorded(limited("family-view", null, List.of("yukiko", "kenji")));

    assertEquals(List.of("yukiko", "kenji"), ConsentFormMapper.view(family).onlyRelatives());
    assertEquals(
        List.of("RelatedPerson/yukiko", "RelatedPerson/kenji"),
        StandingMapper.clauses(family).stream().map(StandingMapper.Clause::reference).toList());
    assertEquals(
        List.of("onlyOrganisations", "onlyRelatives"),
        Stream.of(
                limited("family-view", List.of("midori"), null),
                limited("notebook-sharing", null, List.of("yukiko")))
            .map(wrong -> assertThrows(ProblemException.class, () -> rules.check(wrong)))
            .map(problem -> problem.violations().get(0).field())
            .toList());
  }

  @Test
  void a_supporter_decides_on_nothing_but_the_plan() {
    RecordConsent wrong =
        new RecordConsent(
            "notebook-sharing",
            "given",
            "supporter",
            null,
            "neighbour",
            "screen",
            null,
            null,
            null,
            null,
            null,
            null);

    ProblemException problem = assertThrows(ProblemException.class, () -> rules.check(wrong));

    assertEquals("purpose", problem.violations().get(0).field());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          notebook-sharing, given,     2026-09-01, ,          true
          notebook-sharing, given,     2026-09-10, ,          true
          notebook-sharing, given,     2026-09-11, ,          false
          notebook-sharing, withdrawn, 2026-09-01, ,          false
          notebook-sharing, refused,   2026-09-01, ,          false
          roster-advance,   given,     2026-09-01, ,          false
          notebook-sharing, given,     2026-09-01, neighbour, false
          """)
  void a_decision_takes_the_place_of_one_for_the_same_purpose_that_is_not_newer(
      String purpose, String state, String decided, @Nullable String supporter, boolean replaced) {
    ConsentView earlier =
        new ConsentView(
            "c-0", "hana", purpose, state, "person", null, null, supporter, "screen", decided,
            decided, null, List.of(), List.of(), List.of(), null, false);

    assertEquals(
        replaced,
        ConsentFormRules.replaces(rules.check(form("notebook-sharing", "given")), earlier));
  }
}
