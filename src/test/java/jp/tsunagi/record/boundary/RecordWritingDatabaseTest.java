package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a write does beside storing: events, index, references, and others writing at once. */
class RecordWritingDatabaseTest {
  private TestRecord record = TestRecord.empty();

  @BeforeEach
  void begin() {
    record = TestRecord.empty();
  }

  @Test
  void announces_a_change_before_and_after_in_the_same_transaction() {
    List<Integer> foundBefore = new ArrayList<>();
    List<Integer> foundAfter = new ArrayList<>();
    record.changing.observer = event -> foundBefore.add(record.find("Patient?family=田中").size());
    record.changed.observer = event -> foundAfter.add(record.find("Patient?family=田中").size());

    Patient patient = record.create(aPatient("田中"));
    patient.getNameFirstRep().setFamily("鈴木");
    record.update(patient);

    assertEquals(List.of(0, 1), foundBefore);
    assertEquals(List.of(1, 0), foundAfter);
    RecordChanged update = record.changed.fired.get(1);
    assertEquals(Operation.UPDATE, update.operation());
    assertEquals(
        "田中",
        Objects.requireNonNull(update.before()).as(Patient.class).getNameFirstRep().getFamily());
    assertEquals(
        record.store.sid(Objects.requireNonNull(update.after()).key()).orElseThrow(), update.sid());
  }

  @Test
  void stores_nothing_when_an_observer_refuses() {
    record.changed.observer =
        event -> {
          throw ProblemException.invalid("Patient", "refused");
        };

    assertThrows(ProblemException.class, () -> record.create(aPatient("田中")));

    record.changed.observer = event -> {};
    assertEquals(List.of(), record.find("Patient?family=田中"));
    assertEquals(List.of(), record.store.history("Patient", null, 10, Visibility.ALL));
  }

  @Test
  void is_found_by_new_values_and_no_longer_by_old_ones() {
    Patient patient = record.create(aPatient("田中"));
    patient.getNameFirstRep().setFamily("鈴木");
    patient.setActive(true);
    record.update(patient);
    patient.setActive(false);
    record.update(patient);

    assertEquals(List.of(), record.find("Patient?family=田中"));
    assertEquals(1, record.find("Patient?family=鈴木").size());
    assertEquals(List.of(), record.find("Patient?active=true"));
    assertEquals(1, record.find("Patient?active=false").size());
  }

  @Test
  void is_not_found_after_its_deletion_and_again_when_it_comes_back() {
    Patient patient = record.create(aPatient("田中"));
    ResourceKey key = FhirResource.of(patient).key();
    record.in(() -> record.store.delete(key, null, TestRecord.ACTOR, Door.FHIR));
    List<String> afterDeletion = record.find("Patient?family=田中");

    FhirResource back = record.update(patient);

    assertEquals(List.of(), afterDeletion);
    assertEquals(3, back.version());
    assertEquals(List.of(key.id()), record.find("Patient?family=田中"));
    assertEquals(4 - 1, record.store.history(key, Visibility.ALL).size());
  }

  @Test
  void finds_a_reference_whose_target_is_stored_later() {
    Observation early = new Observation();
    early.setSubject(new Reference("Patient/later"));
    record.create(early);
    List<String> beforeTarget = record.find("Observation?patient=later");

    record.put("{\"resourceType\":\"Patient\",\"id\":\"later\",\"gender\":\"male\"}");

    assertEquals(1, beforeTarget.size());
    assertEquals(1, record.find("Observation?patient.gender=male").size());
    assertTrue(record.store.read(new ResourceKey("Patient", "later"), Visibility.ALL).isPresent());
  }

  @Test
  void refers_to_minted_ids_in_either_order_within_a_transaction() {
    record.in(
        () -> {
          ResourceKey patient = record.store.mint("Patient");
          ResourceKey flag = record.store.mint("Flag");
          Flag about = new Flag();
          about.setId(flag.id());
          about.setSubject(new Reference(patient.toString()));
          record.store.create(FhirResource.of(about), TestRecord.ACTOR, Door.FHIR);
          Patient model = aPatient("田中");
          model.setId(patient.id());
          record.store.update(FhirResource.of(model), null, TestRecord.ACTOR, Door.FHIR);
          record.store.mint("Patient");
          return patient;
        });

    assertEquals(1, record.find("Flag?patient.family=田中").size());
    assertEquals(1, record.find("Patient?_has:Flag:patient:_lastUpdated=gt2020").size());
  }

  @Test
  void gives_each_of_many_writers_a_version_of_its_own() throws Exception {
    Patient patient = record.create(aPatient("田中"));
    String id = patient.getIdElement().getIdPart();

    Set<Long> versions = new TreeSet<>();
    for (Future<Long> one :
        atOnce(
            4,
            number -> {
              Patient mine = aPatient("田中" + number);
              mine.setId(id);
              return record.update(mine).version();
            })) {
      versions.add(one.get());
    }

    assertEquals(Set.of(2L, 3L, 4L, 5L), versions);
  }

  @Test
  void makes_one_resource_of_many_first_updates() throws Exception {
    Set<Long> versions = new TreeSet<>();
    for (Future<Long> one :
        atOnce(
            4,
            number -> {
              Patient mine = aPatient("田中" + number);
              mine.setId("contested");
              return record.update(mine).version();
            })) {
      versions.add(one.get());
    }

    assertEquals(Set.of(1L, 2L, 3L, 4L), versions);
    assertEquals(1, record.find("Patient?_id=contested").size());
  }

  @Test
  void takes_resources_with_thousands_of_values_and_endless_texts() {
    Group roster = new Group();
    for (int i = 0; i < 3_000; i++) {
      roster.addMember().getEntity().setReference("Patient/p" + i);
    }
    record.create(roster);
    Patient patient = aPatient("長".repeat(100_000));
    patient.addIdentifier().setSystem("urn:x").setValue("9".repeat(10_000));
    record.create(patient);

    assertEquals(1, record.find("Group?member=Patient/p2999").size());
    assertEquals(1, record.find("Patient?family=" + "長".repeat(50)).size());
    assertEquals(1, record.find("Patient?identifier=urn:x|" + "9".repeat(10_000)).size());
  }

  @Test
  void makes_the_index_anew_some_resources_at_a_time() {
    int all = RecordIndex.BATCH + 20;
    for (int i = 0; i < all; i++) {
      record.create(aPatient("田中" + i));
    }
    execute("DELETE FROM index_text");
    execute("DELETE FROM compartment");

    IndexBatch first = rebuild(null);
    IndexBatch last = rebuild(first.next());

    assertEquals(RecordIndex.BATCH, first.resources());
    assertEquals(all, first.ofAbout());
    assertEquals(20, last.resources());
    assertNull(last.next());
    assertNull(last.ofAbout());
    assertEquals(1, record.find("Patient?family:exact=田中" + (all - 1)).size());
    assertEquals(1, record.find("Patient?family:exact=田中0").size());
  }

  @Test
  void makes_the_index_anew_with_as_many_statements_for_many_as_for_one() {
    for (int i = 0; i < 50; i++) {
      record.create(aPatient("青木" + i));
    }

    List<String> statements = record.parts.transaction.statementsOf(() -> rebuild(null));

    assertTrue(statements.size() <= 20, statements.size() + " statements: " + statements);
  }

  @Test
  void changes_a_resource_whose_index_was_made_anew_as_any_other() {
    Patient patient = record.create(aPatient("田中"));
    execute("UPDATE resource SET index_hash=0");
    rebuild(null);
    patient.getNameFirstRep().setFamily("鈴木");

    record.update(patient);

    assertEquals(0, record.find("Patient?family=田中").size());
    assertEquals(1, record.find("Patient?family=鈴木").size());
  }

  private IndexBatch rebuild(@Nullable String after) {
    RecordIndex index =
        new RecordIndex(
            record.parts.resources,
            record.parts.pending,
            record.parts.catalogue,
            record.parts.extractor,
            record.parts.engine,
            record.parts.compression,
            new RecordingEvent<>(),
            new RecordingEvent<>());
    return record.in(() -> index.rebuild(after));
  }

  private void execute(String sql) {
    record.in(
        () -> {
          record.parts.transaction.execute(
              connection -> connection.prepareStatement(sql).execute());
          return 0;
        });
  }

  /** Work of one of several writers. */
  private interface Writer {
    long write(int number);
  }

  private static List<Future<Long>> atOnce(int writers, Writer work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        int number = i;
        tasks.add(() -> PassingFailure.outlast(() -> work.write(number)));
      }
      return threads.invokeAll(tasks);
    } finally {
      threads.shutdown();
    }
  }

  private static Patient aPatient(String family) {
    Patient patient = new Patient();
    patient.addName().setFamily(family);
    return patient;
  }
}
