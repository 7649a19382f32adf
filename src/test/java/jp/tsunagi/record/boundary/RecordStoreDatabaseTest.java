package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class RecordStoreDatabaseTest {
  private static final TestRecord RECORD = TestRecord.empty();

  @Test
  void reads_back_what_was_created_with_version_and_time() {
    Patient patient = RECORD.create(aPatient("田中", "ハナ"));

    FhirResource read =
        RECORD.store.read(FhirResource.of(patient).key(), Visibility.ALL).orElseThrow();

    assertEquals(1, read.version());
    assertEquals("田中", read.as(Patient.class).getNameFirstRep().getFamily());
    assertTrue(read.lastUpdated().isPresent());
  }

  @Test
  void keeps_every_version_and_the_deletion() {
    Patient patient = RECORD.create(aPatient("佐藤", "恵"));
    ResourceKey key = FhirResource.of(patient).key();
    patient.setActive(true);
    RECORD.update(patient);
    RECORD.in(() -> RECORD.store.delete(key, null, TestRecord.ACTOR, Door.FHIR));

    List<RecordVersion> history = RECORD.store.history(key, Visibility.ALL);

    assertEquals(
        List.of(Operation.DELETE, Operation.UPDATE, Operation.CREATE),
        history.stream().map(RecordVersion::operation).toList());
    assertEquals(List.of(3L, 2L, 1L), history.stream().map(RecordVersion::version).toList());
    assertEquals(Optional.empty(), RECORD.store.read(key, Visibility.ALL));
    assertTrue(RECORD.store.isDeleted(key, Visibility.ALL));
    assertTrue(RECORD.store.readVersion(key, 1, Visibility.ALL).isPresent());
    assertTrue(RECORD.store.readVersion(key, 3, Visibility.ALL).isEmpty());
  }

  @Test
  void keeps_the_version_when_nothing_changed() {
    Patient patient = RECORD.create(aPatient("山田", "隆"));

    FhirResource again = RECORD.update(patient.copy());

    assertEquals(1, again.version());
  }

  @Test
  void refuses_a_stale_version() {
    Patient patient = RECORD.create(aPatient("森", "直樹"));
    patient.setActive(true);
    RECORD.update(patient);

    ProblemException problem =
        assertThrows(
            ProblemException.class,
            () ->
                RECORD.in(
                    () ->
                        RECORD.store.update(
                            FhirResource.of(patient), 1L, TestRecord.ACTOR, Door.FHIR)));

    assertEquals(ProblemCode.VERSION_CONFLICT, problem.code());
  }

  @Test
  void finds_an_observation_by_patient_code_and_date_newest_first() {
    Patient patient = RECORD.create(aPatient("鈴木", "明美"));
    String reference = "Patient/" + patient.getIdElement().getIdPart();
    for (int day = 1; day <= 5; day++) {
      RECORD.create(anObservation(reference, "8867-4", "2026-03-0" + day + "T10:00:00+09:00"));
      RECORD.create(anObservation(reference, "8310-5", "2026-03-0" + day + "T11:00:00+09:00"));
    }

    SearchPage page =
        RECORD.search(
            SearchQuery.of("Observation")
                .where("patient", reference)
                .where("code", "http://loinc.org|8867-4")
                .sort("-date")
                .count(3));
    SearchPage next =
        RECORD.search(
            SearchQuery.of("Observation")
                .where("patient", reference)
                .where("code", "http://loinc.org|8867-4")
                .sort("-date")
                .count(3)
                .from(page.next()));

    assertEquals(List.of("05", "04", "03"), days(page));
    assertEquals(List.of("02", "01"), days(next));
    assertEquals(null, next.next());
  }

  @Test
  void finds_a_patient_by_name_in_any_script() {
    Patient patient = aPatient("高橋", "和子");
    patient.addName().setFamily("タカハシ").addGiven("カズコ");
    String id = RECORD.create(patient).getIdElement().getIdPart();

    for (String typed : List.of("高橋", "髙橋", "たかはし", "ﾀｶﾊｼ", "高橋　和子", "高橋和子", "かずこ")) {
      assertTrue(RECORD.ids(SearchQuery.of("Patient").where("name", typed)).contains(id), typed);
    }
    assertEquals(List.of(), RECORD.ids(SearchQuery.of("Patient").where("name:exact", "髙橋")));
  }

  private static List<String> days(SearchPage page) {
    return page.matches().stream()
        .map(
            match ->
                match
                    .as(Observation.class)
                    .getEffectiveDateTimeType()
                    .getValueAsString()
                    .substring(8, 10))
        .toList();
  }

  private static Patient aPatient(String family, String given) {
    Patient patient = new Patient();
    patient.addName().setFamily(family).addGiven(given);
    return patient;
  }

  private static Observation anObservation(String subject, String code, String at) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.getCode().addCoding().setSystem("http://loinc.org").setCode(code);
    observation.setSubject(new Reference(subject));
    observation.setEffective(new DateTimeType(at));
    return observation;
  }
}
