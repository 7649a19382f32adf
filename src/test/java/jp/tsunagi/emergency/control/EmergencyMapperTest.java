package jp.tsunagi.emergency.control;

import static jp.tsunagi.emergency.entity.Cases.MORNING;
import static jp.tsunagi.emergency.entity.Cases.aCase;
import static jp.tsunagi.emergency.entity.Cases.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.GeoPoint;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.emergency.entity.SourceCode;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.ResidentsConcerned;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmergencyMapperTest {
  private static final EmergencyEvent BARE =
      new EmergencyEvent(
          "joso-centre",
          "2026/04/01-17",
          "JS,0001|x",
          EmergencyKind.BATTERY,
          null,
          OffsetDateTime.parse("2026-04-01T09:12:03+09:00"),
          null,
          null,
          false);
  private static final EmergencyEvent FULL =
      new EmergencyEvent(
          "joso-centre",
          "17",
          "JS-0001",
          EmergencyKind.WANDERING,
          new SourceCode("メーカー独自 v2/拡張", "QA 12"),
          OffsetDateTime.parse("2026-04-01T00:12:03.123Z"),
          "駅前で保護を依頼",
          new GeoPoint(new BigDecimal("36.0180123"), new BigDecimal("-0.5")),
          true);

  /** As the record stores and reads it. */
  private static FhirResource stored(FhirResource resource, String id) {
    var parser = FhirContext.forR4Cached().newJsonParser();
    Resource copy =
        (Resource) parser.parseResource(parser.encodeResourceToString(resource.model()));
    copy.setId(id);
    return FhirResource.of(copy);
  }

  private static Optional<EmergencyEvent> reread(EmergencyEvent event) {
    return EmergencyCallMapper.readEvent(
        stored(EmergencyCallMapper.toCommunication(event), "call"), new ArrayList<>());
  }

  @Test
  void loses_nothing_of_an_event() {
    assertEquals(Optional.of(BARE), reread(BARE));
    assertEquals(Optional.of(FULL), reread(FULL));
    assertEquals(FULL.contentDigest(), reread(FULL).orElseThrow().contentDigest());
  }

  @Test
  void names_what_keeps_a_communication_from_being_a_call() {
    List<Violation> violations = new ArrayList<>();

    EmergencyCallMapper.readEvent(
        FhirResource.of(new org.hl7.fhir.r4.model.Communication()), violations);

    assertEquals(
        List.of(
            "Communication.identifier",
            "Communication.sender.identifier",
            "Communication.reasonCode",
            "Communication.sent"),
        violations.stream().map(Violation::field).toList());
  }

  @Test
  void carries_the_household_the_device_and_the_case() {
    ReceivedCall call =
        new ReceivedCall(
            "call",
            FULL,
            MORNING,
            true,
            List.of("okubo-1", "okubo-2"),
            "joso-centre",
            "case-1",
            null);
    FhirResource resource = EmergencyCallMapper.toCommunication(FULL);

    EmergencyCallMapper.complete(resource, call, "Device/pendant");

    assertEquals(call, EmergencyCallMapper.readCall(stored(resource, "call")));
    assertEquals(Set.of("okubo-1", "okubo-2"), Set.copyOf(ResidentsConcerned.by(resource)));
    assertEquals(RecordKind.EMERGENCY_CALL, RecordKind.of(resource));
  }

  @Test
  void leaves_a_call_of_an_unknown_device_about_nobody() {
    ReceivedCall call =
        new ReceivedCall("call", BARE, MORNING, false, List.of(), "joso-centre", null, "case-9");
    FhirResource resource = EmergencyCallMapper.toCommunication(BARE);

    EmergencyCallMapper.complete(resource, call, null);

    assertEquals(call, EmergencyCallMapper.readCall(stored(resource, "call")));
    assertTrue(ResidentsConcerned.by(resource).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(CaseStep.class)
  void loses_nothing_of_a_step(CaseStep which) {
    EmergencyCase emergency = aCase().of("okubo-1", "okubo-2").inADrill().build();
    TakenStep step = step(which, "kato", "joso-fire");

    FhirResource task = CaseTaskMapper.toStep(emergency, step, "PractitionerRole/kato");

    FhirResource read = stored(task, "step");
    assertEquals(step, CaseTaskMapper.readStep(read));
    assertEquals(Optional.of(emergency.id()), CaseTaskMapper.caseOf(read));
    assertEquals(Set.of("okubo-1", "okubo-2"), Set.copyOf(ResidentsConcerned.by(task)));
    assertEquals(RecordKind.EMERGENCY_STEP, RecordKind.of(task));
  }

  @Test
  void shows_where_a_case_stands() {
    EmergencyCase emergency =
        aCase()
            .of("okubo-1", "okubo-2")
            .after(
                step(CaseStep.ACCEPT, "kato", "joso-fire"),
                step(CaseStep.OUTCOME, "kato", "joso-fire"))
            .build();

    FhirResource task = CaseTaskMapper.toCase(emergency, "call", "PractitionerRole/kato", MORNING);

    FhirResource read = stored(task, emergency.id());
    assertEquals("call", CaseTaskMapper.firstCallOf(read));
    assertEquals("PractitionerRole/kato", CaseTaskMapper.postOf(read));
    assertEquals(emergency.area(), CaseTaskMapper.areaOf(read).orElse(""));
    assertEquals(emergency.kind(), CaseTaskMapper.kindOf(read));
    assertEquals(emergency.residents(), CaseTaskMapper.residentsOf(read));
    assertEquals(emergency.outcome(), CaseTaskMapper.outcomeOf(read));
    assertEquals(RecordKind.EMERGENCY_CASE, RecordKind.of(task));
  }
}
