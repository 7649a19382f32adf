package jp.tsunagi.disaster.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import jp.tsunagi.disaster.entity.HowObserved;
import jp.tsunagi.disaster.entity.ObservedTime;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.SafetyFact;
import jp.tsunagi.disaster.entity.Spot;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SafetyFactMapperTest {
  private static final Instant SEEN = Instant.parse("2026-09-09T17:20:11.123Z");
  private static final Instant RECEIVED = Instant.parse("2026-09-09T17:21:00.456Z");

  private static ReportedFact aFact(
      @Nullable Safety safety,
      @Nullable Set<SupportNeed> support,
      @Nullable String withdraws,
      ObservedTime time,
      long sequence) {
    return new ReportedFact(
        "o-1",
        "d-1",
        "r-1",
        new SafetyFact(
            "0190d8a2-7c00-7000-8000-0000000000a1",
            "Practitioner/nakamura",
            safety,
            safety == null ? null : Whereabouts.HOME_ISOLATED,
            support,
            HowObserved.SEEN,
            time,
            "tablet-07",
            sequence,
            Set.of("0190d8a2-7c00-7000-8000-0000000000a0"),
            withdraws),
        SEEN.minusSeconds(3600),
        RECEIVED,
        "PractitionerRole/nakamura",
        "nakamura",
        null,
        null,
        new Spot(36.02641, 139.99153, 12.0),
        "2階に避難",
        true);
  }

  private static ReportedFact throughFhir(ReportedFact fact) {
    FhirResource resource = SafetyFactMapper.toObservation(fact);
    resource.model().setId("o-1");
    assertEquals(List.of(), SafetyFactMapper.check(resource));
    return SafetyFactMapper.fact(resource, "Practitioner/nakamura");
  }

  @Test
  void a_fact_comes_back_from_its_observation_as_it_went_in() {
    ReportedFact fact =
        aFact(
            Safety.RESCUE_NEEDED,
            Set.of(SupportNeed.OXYGEN, SupportNeed.TRANSPORT),
            null,
            new ObservedTime(SEEN.minusSeconds(60), SEEN, RECEIVED),
            41);

    assertEquals(fact, throughFhir(fact));
  }

  @Test
  void a_withdrawal_comes_back_too() {
    ReportedFact fact =
        aFact(
            null,
            null,
            "0190d8a2-7c00-7000-8000-0000000000a0",
            ObservedTime.exactly(SEEN),
            1_790_000_000_000L);

    assertEquals(fact, throughFhir(fact));
  }

  @Test
  void nothing_needed_is_not_the_same_as_nothing_said() {
    ReportedFact nothing = aFact(Safety.SAFE, Set.of(), null, ObservedTime.exactly(SEEN), 1);
    ReportedFact silent = aFact(Safety.SAFE, null, null, ObservedTime.exactly(SEEN), 1);

    assertEquals(nothing, throughFhir(nothing));
    assertEquals(silent, throughFhir(silent));
  }

  @Test
  void faults_of_an_observation_are_named() {
    Observation observation = new Observation();

    assertEquals(
        List.of(
            "Observation.subject", "Observation.status", "Observation.method", "Observation.value"),
        SafetyFactMapper.check(FhirResource.of(observation)).stream()
            .map(violation -> violation.field())
            .toList());
  }

  @Test
  void only_safety_observations_are_facts() {
    assertTrue(
        SafetyFactMapper.isFact(
            SafetyFactMapper.toObservation(
                aFact(Safety.SAFE, null, null, ObservedTime.exactly(SEEN), 1))));
    assertEquals(false, SafetyFactMapper.isFact(FhirResource.of(new Observation())));
    assertEquals(false, SafetyFactMapper.isFact(null));
  }
}
