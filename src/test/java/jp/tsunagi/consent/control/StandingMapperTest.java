package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decisions on a plan take from the consent of a supporter named in it. */
class StandingMapperTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          active,   permit, GIVEN
          active,   deny,   REFUSED
          inactive, permit, WITHDRAWN
          rejected, permit, REFUSED
          draft,    permit,
          """)
  void what_a_supporter_decides_is_on_her_own_part_and_says_nothing_for_the_resident(
      String status, String type, @Nullable String state) {
    Consent consent =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(
                Consent.class,
                """
                {"resourceType":"Consent","id":"c","status":"%s",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"Patient/hana"},"dateTime":"2026-04-01",
                 "provision":{"type":"%s",
                  "purpose":[{"system":"https://tsunagi.example/fhir/CodeSystem/consent-purpose","code":"evacuation-plan-advance"}],
                  "data":[{"meaning":"related","reference":{"reference":"RelatedPerson/neighbour"}}]}}
                """
                    .formatted(status, type));

    FhirResource read = FhirResource.of(consent);
    assertEquals(List.of(), StandingMapper.clauses(read));
    assertEquals(
        state == null ? List.of() : List.of("hana neighbour " + state),
        PlanSupporterMapper.clauses(read).stream()
            .map(one -> one.resident() + " " + one.supporter() + " " + one.state())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          active,           neighbour
          draft,            neighbour
          on-hold,          neighbour
          completed,
          revoked,
          entered-in-error,
          """)
  void a_plan_that_counts_names_each_helper_once(String status, @Nullable String helpers) {
    CarePlan plan =
        FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(
                CarePlan.class,
                """
                {"resourceType":"CarePlan","id":"p","status":"%s","intent":"plan",
                 "subject":{"reference":"Patient/hana"},
                 "activity":[
                  {"detail":{"status":"scheduled","performer":[{"reference":"RelatedPerson/neighbour"},{"reference":"Organization/o"}]}},
                  {"detail":{"status":"scheduled","performer":[{"reference":"RelatedPerson/neighbour"},{"display":"somebody"}]}}]}
                """
                    .formatted(status));

    assertEquals(
        helpers == null ? List.of() : List.of(helpers),
        PlanSupporterMapper.helpers(FhirResource.of(plan)).stream()
            .flatMap(named -> named.supporters().stream())
            .toList());
  }
}
