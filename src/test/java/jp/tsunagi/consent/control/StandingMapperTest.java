package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decisions on a plan take from the consent of a supporter named in it. */
class StandingMapperTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          active,   permit, 0
          active,   deny,   1
          inactive, permit, 1
          rejected, permit, 1
          draft,    permit, 0
          """)
  void a_supporters_refusal_stands_and_her_consent_alone_opens_nothing(
      String status, String type, int clauses) {
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

    List<StandingMapper.Clause> read = StandingMapper.clauses(FhirResource.of(consent));

    assertEquals(clauses, read.size());
    assertEquals(clauses, read.stream().filter(one -> one.state().code() == 2).count());
  }
}
