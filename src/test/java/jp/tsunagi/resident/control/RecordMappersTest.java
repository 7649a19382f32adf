package jp.tsunagi.resident.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.resident.entity.Allergy;
import jp.tsunagi.resident.entity.CareDevice;
import jp.tsunagi.resident.entity.CareLevel;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.Contact;
import jp.tsunagi.resident.entity.EvacuationPlan;
import jp.tsunagi.resident.entity.Measurement;
import jp.tsunagi.resident.entity.Medicine;
import jp.tsunagi.resident.entity.Problem;
import jp.tsunagi.resident.entity.SharingConsent;
import jp.tsunagi.resident.entity.SupportFlag;
import jp.tsunagi.resident.entity.TeamMember;
import jp.tsunagi.resident.entity.Wish;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** One line for each mapping, on the examples of the guide. */
class RecordMappersTest {
  private static final ResidentId HANA = new ResidentId("r-00001");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-09-10T00:00:00Z"), ZoneId.of("Asia/Tokyo"));

  @Test
  void reads_a_care_level() {
    assertEquals(
        Optional.of(
            new CareLevelPeriod(
                "r-00001-care-level",
                HANA,
                CareLevel.CARE_3,
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2029, 1, 31),
                true,
                null)),
        CareLevelMapper.toPeriod(Guide.example("Observation", "r-00001-care-level")));
  }

  @Test
  void another_observation_is_no_care_level() {
    assertEquals(
        Optional.empty(),
        CareLevelMapper.toPeriod(Guide.example("Observation", "r-00001-disability")));
  }

  @Test
  void a_written_care_level_reads_back() {
    FhirResource written =
        CareLevelMapper.toObservation(HANA, CareLevel.CARE_4, LocalDate.of(2026, 9, 1));
    written.model().setId("new");

    assertEquals(
        Optional.of(
            new CareLevelPeriod(
                "new", HANA, CareLevel.CARE_4, LocalDate.of(2026, 9, 1), null, true, null)),
        CareLevelMapper.toPeriod(written));
  }

  @Test
  void a_followed_level_ends_on_the_eve() {
    CareLevelPeriod old =
        CareLevelMapper.toPeriod(
                CareLevelMapper.followedOn(
                    Guide.example("Observation", "r-00001-care-level"), LocalDate.of(2026, 9, 1)))
            .orElseThrow();

    assertEquals(LocalDate.of(2026, 8, 31), old.until());
    assertTrue(old.valid());
  }

  @Test
  void a_level_followed_on_its_own_first_day_was_a_mistake() {
    assertEquals(
        false,
        CareLevelMapper.toPeriod(
                CareLevelMapper.followedOn(
                    Guide.example("Observation", "r-00001-care-level"), LocalDate.of(2026, 2, 1)))
            .orElseThrow()
            .valid());
  }

  @Test
  void reads_a_contact() {
    assertEquals(
        new Contact(
            "r-00001-neighbour",
            "高野 初枝",
            "neighbour",
            "近隣",
            "090-0000-2345",
            true,
            true,
            "玄関の合鍵1本。西隣の家。"),
        ContactMapper.toContact(Guide.example("RelatedPerson", "r-00001-neighbour")));
  }

  @Test
  void a_written_contact_reads_back() {
    Contact son = new Contact("", "田中 一郎", "other", "長男", "090-3333-4444", false, true, null);
    FhirResource written = ContactMapper.toRelatedPerson(HANA, son);
    written.model().setId("");

    assertEquals(
        new Contact("x", "田中 一郎", "other", "長男", "090-3333-4444", false, true, null),
        ContactMapper.toContact(named(written, "x")));
  }

  private static FhirResource named(FhirResource resource, String id) {
    resource.model().setId(id);
    return resource;
  }

  @Test
  void a_changed_contact_keeps_what_the_change_does_not_name() {
    FhirResource neighbour = Guide.example("RelatedPerson", "r-00001-neighbour");

    FhirResource changed =
        ContactMapper.changed(
            neighbour,
            new Contact(
                "r-00001-neighbour",
                "高野 初枝",
                "neighbour",
                "近隣",
                "090-5555-6666",
                true,
                true,
                null));

    String json = Guide.json(changed);
    assertTrue(json.contains("コウノ"), json);
    assertTrue(json.contains("cooperator"), json);
    assertTrue(json.contains("西隣の家"), json);
    assertEquals("090-5555-6666", ContactMapper.toContact(changed).phone());
  }

  @Test
  void a_contact_taken_off_the_list_is_ended() {
    assertEquals(
        false,
        ContactMapper.isActive(
            ContactMapper.ended(Guide.example("RelatedPerson", "r-00001-neighbour"))));
  }

  @Test
  void reads_reasons_and_warnings() {
    assertEquals(
        Optional.of(new SupportFlag(HANA, "home-oxygen", "在宅酸素", true, true, null)),
        SupportFlagMapper.toFlag(Guide.example("Flag", "r-00001-home-oxygen")));
    assertEquals(
        Optional.of(new SupportFlag(HANA, "fall-risk", "転倒注意", false, true, null)),
        SupportFlagMapper.toFlag(Guide.example("Flag", "r-00001-fall-risk")));
  }

  @Test
  void a_flag_that_ended_no_longer_holds() {
    FhirResource resource = Guide.example("Flag", "r-00001-fall-risk");
    Flag flag = resource.as(Flag.class);
    flag.getPeriod().setEndElement(new DateTimeType("2026-09-09"));

    assertEquals(
        false, SupportFlagMapper.toFlag(resource).orElseThrow().holdsOn(LocalDate.now(CLOCK)));
  }

  @Test
  void reads_the_team() {
    List<TeamMember> team = CareTeamMapper.toMembers(Guide.example("CareTeam", "r-00001"), CLOCK);

    assertTrue(team.contains(new TeamMember("PractitionerRole/sato", null, "care-manager")));
    assertTrue(team.contains(new TeamMember("Organization/kinu-hospital", null, "hospital")));
  }

  @Test
  void reads_devices_and_their_power() {
    assertEquals(
        Optional.of(
            new CareDevice(
                "oxygen-concentrator",
                "酸素濃縮器 2L/分、24時間",
                "OX5-77120",
                "電源が必要・電池3時間。停電時は枕元のボンベ（2L/分で約5時間）に切り替える。")),
        CareDeviceMapper.toDevice(Guide.example("Device", "oxygen-0001")));
    assertEquals(
        Optional.of(new CareDevice("pendant", "ペンダント型通報器", "JS-0001", null)),
        CareDeviceMapper.toDevice(Guide.example("Device", "pendant-0001")));
    assertEquals(
        Optional.of("Device/pendant-0001"),
        CareDeviceMapper.used(Guide.example("DeviceUseStatement", "pendant-0001")));
  }

  @Test
  void reads_the_evacuation_plan() {
    EvacuationPlan plan =
        EvacuationPlanMapper.toPlan(Guide.example("CarePlan", "r-00001-evacuation")).orElseThrow();

    assertEquals("Location/place-E0821100016201", plan.shelter());
    assertEquals(List.of("RelatedPerson/r-00001-neighbour"), plan.supporters());
    assertTrue(String.valueOf(plan.route()).startsWith("自宅から"));
    assertTrue(String.valueOf(plan.notes()).contains("車いすで車に移乗"));
  }

  @Test
  void a_disaster_is_no_evacuation_plan() {
    assertEquals(
        Optional.empty(), EvacuationPlanMapper.toPlan(Guide.example("CarePlan", "flood-2026")));
  }

  @Test
  void reads_consents_and_wishes() {
    assertEquals(
        List.of(
            new SharingConsent(
                "notebook-sharing", "active", LocalDate.of(2026, 4, 1), LocalDate.of(2029, 3, 31))),
        ConsentMapper.toConsents(Guide.example("Consent", "r-00001-notebook")));
    assertEquals(
        "refused",
        ConsentMapper.toConsents(Guide.example("Consent", "r-00003-roster")).get(0).state());
    assertEquals(
        "withdrawn",
        ConsentMapper.toConsents(Guide.example("Consent", "r-00004-notebook")).get(0).state());
    assertEquals(
        Optional.of(new Wish("心肺蘇生・気管挿管を希望しない。酸素と痛みの緩和は続けてほしい。2026-03-15 本人・長男・主治医で確認。")),
        ConsentMapper.toWish(Guide.example("Consent", "r-00001-dnar")));
    assertEquals(List.of(), ConsentMapper.toConsents(Guide.example("Consent", "r-00001-dnar")));
  }

  private static CodeableConcept words(String text) {
    return new CodeableConcept().setText(text);
  }

  @Test
  void reads_what_is_clinically_true_now() {
    Condition heart = new Condition().setCode(words("慢性心不全"));
    heart.setOnset(new DateTimeType("2022-05-01"));
    AllergyIntolerance penicillin =
        new AllergyIntolerance()
            .setCode(words("ペニシリン"))
            .setCriticality(AllergyIntolerance.AllergyIntoleranceCriticality.HIGH);
    MedicationStatement warfarin =
        new MedicationStatement()
            .setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE)
            .setMedication(words("ワルファリン"));
    warfarin.addDosage().setText("朝食後");

    assertEquals(
        Optional.of(new Problem("慢性心不全", LocalDate.of(2022, 5, 1))),
        ClinicalMapper.toProblem(FhirResource.of(heart)));
    assertEquals(
        Optional.of(new Allergy("ペニシリン", "high")),
        ClinicalMapper.toAllergy(FhirResource.of(penicillin)));
    assertEquals(
        Optional.of(new Medicine("ワルファリン 朝食後")),
        ClinicalMapper.toMedicine(FhirResource.of(warfarin)));
  }

  @Test
  void leaves_out_what_is_over() {
    Condition healed = new Condition().setCode(words("肺炎"));
    healed.setClinicalStatus(new CodeableConcept(new Coding("x", "resolved", null)));
    MedicationStatement stopped =
        new MedicationStatement()
            .setStatus(MedicationStatement.MedicationStatementStatus.STOPPED)
            .setMedication(words("抗菌薬"));

    assertEquals(Optional.empty(), ClinicalMapper.toProblem(FhirResource.of(healed)));
    assertEquals(Optional.empty(), ClinicalMapper.toMedicine(FhirResource.of(stopped)));
  }

  @Test
  void reads_a_measurement() {
    Observation spo2 = new Observation();
    spo2.setId("m1");
    spo2.setCode(words("SpO2"))
        .setEffective(new DateTimeType("2026-09-10T09:00:00+09:00"))
        .setValue(new Quantity(93).setUnit("%"))
        .addPerformer(new Reference("PractitionerRole/suzuki"));

    assertEquals(
        Optional.of(
            new Measurement(
                "m1",
                Instant.parse("2026-09-10T00:00:00Z"),
                "SpO2",
                "93 %",
                "PractitionerRole/suzuki",
                null)),
        MeasurementMapper.toMeasurement(FhirResource.of(spo2)));
  }
}
