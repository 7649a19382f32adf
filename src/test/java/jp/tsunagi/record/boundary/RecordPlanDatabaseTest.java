package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.control.TestDatabase;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many statements the store needs, and that each of them finds its rows by an index. */
class RecordPlanDatabaseTest {
  private static final TestRecord RECORD = TestRecord.empty();
  private static final int PATIENTS = 40;
  private static final int OBSERVATIONS = 60;
  private static String patient = "";

  /** One line of the database's plan. */
  private record Step(String table, String access, String key, String extra) {}

  @BeforeAll
  static void fill() throws SQLException {
    for (int p = 0; p < PATIENTS; p++) {
      int number = p;
      RECORD.in(
          () -> {
            ResourceKey key = RECORD.store.mint("Patient");
            patient = key.toString();
            create(aPatient(key.id(), number));
            for (int i = 0; i < OBSERVATIONS; i++) {
              create(anObservation(key.toString(), i));
            }
            Condition condition = new Condition();
            condition
                .getCode()
                .addCoding()
                .setSystem("http://snomed.info/sct")
                .setCode("c" + number % 5);
            condition.setSubject(new Reference(key.toString()));
            create(condition);
            return key;
          });
    }
    try (Connection connection = TestDatabase.connect();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of("resource", "compartment", "index_key", "index_range", "index_text")) {
        statement.execute("ANALYZE TABLE " + table);
      }
    }
  }

  @ParameterizedTest(name = "{0} in {1} statements")
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Patient?identifier=urn:resident|R7 -> 1
          Patient?family=family7&birthdate=1940-01-08 -> 2
          Patient?name=family -> 2
          Observation?patient={patient}&code=http://loinc.org|8867-4&_sort=-date -> 2
          Observation?patient={patient}&_sort=-date -> 2
          Observation?subject={patient}&date=ge2026-01-05&_sort=date -> 2
          Observation?code=8867-4&value-quantity=gt70 -> 2
          Observation?_sort=-date -> 2
          Condition?code=http://snomed.info/sct|c3 -> 2
          Condition?patient={patient} -> 2
          Condition?patient.identifier=urn:resident|R7 -> 3
          Patient?_has:Condition:patient:code=c3 -> 3
          Patient?_sort=-_lastUpdated -> 2
          Patient?_sort=family -> 2
          Patient?gender=female&_include=Patient:organization -> 3
          Condition?code=c3&_include=Condition:subject -> 5
          """)
  void needs_few_statements_and_an_index_for_each(String url, int most) throws SQLException {
    String search = url.replace("{patient}", patient);
    RECORD.search(TestRecord.query(search).count(20));

    List<String> statements =
        RECORD.parts.transaction.statementsOf(
            () -> RECORD.search(TestRecord.query(search).count(20)));

    assertTrue(statements.size() <= most, statements.size() + " statements: " + statements);
    for (String statement : statements) {
      for (Step step : explain(statement)) {
        boolean byIndex =
            step.key() != null || step.table() == null || step.table().startsWith("<");
        assertTrue(byIndex, step + " in " + statement);
        assertFalse("ALL".equals(step.access()) && !isDerived(step), step + " in " + statement);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Observation?patient={patient}&code=http://loinc.org|8867-4&_sort=-date -> compartment_resident
          Observation?patient={patient}&_sort=-date -> compartment_resident
          Observation?_sort=-date -> index_range_low
          Condition?code=http://snomed.info/sct|c3 -> index_key_value
          Patient?_sort=family -> index_text_value
          Patient?_sort=-_lastUpdated -> resource_changes
          Patient?gender:not=male -> resource_sequence
          """)
  void meets_the_page_in_the_order_of_an_index(String url, String index) throws SQLException {
    String search = url.replace("{patient}", patient);
    RECORD.search(TestRecord.query(search).count(20));

    String statement =
        RECORD
            .parts
            .transaction
            .statementsOf(() -> RECORD.search(TestRecord.query(search).count(20)))
            .get(0);

    Step first = explain(statement).get(0);
    assertEquals(index, first.key(), statement);
    assertFalse(first.extra().contains("filesort"), first + " in " + statement);
  }

  @Test
  void reads_with_one_statement() throws SQLException {
    ResourceKey key = ResourceKey.ofReference(patient);

    List<String> statements =
        RECORD.parts.transaction.statementsOf(
            () -> assertTrue(RECORD.store.read(key, Visibility.ALL).isPresent()));

    assertEquals(1, statements.size());
    assertEquals("resource_name", explain(statements.get(0)).get(0).key());
  }

  @Test
  void reads_a_residents_whole_record_with_two_statements() {
    ResourceKey key = ResourceKey.ofReference(patient);

    List<String> statements =
        RECORD.parts.transaction.statementsOf(
            () ->
                RECORD.store.compartment(
                    key, List.of("Observation", "Condition", "Flag"), Visibility.ALL));

    assertEquals(2, statements.size(), statements.toString());
  }

  @Test
  void writes_the_index_of_a_hundred_resources_in_one_batch_a_table() {
    List<String> statements =
        RECORD.parts.transaction.statementsOf(
            () ->
                RECORD.in(
                    () -> {
                      for (int i = 0; i < 100; i++) {
                        create(anObservation(patient, i));
                      }
                      return 0;
                    }));

    assertTrue(statements.size() <= 4, statements.size() + " statements");
  }

  @Test
  void walks_through_a_resident_and_through_a_type_by_an_index() throws SQLException {
    RecordWalk walk =
        new RecordWalk(RECORD.parts.walk, RECORD.parts.engine, RECORD.parts.compression);
    RecordWalk.Route resident = RecordWalk.Route.of(List.of(ResourceKey.ofReference(patient)));
    RecordWalk.Route type = RecordWalk.Route.ofEverything().only(List.of("Observation"));
    walk.nextWithReferred(resident, 0, 100, Visibility.ALL);

    List<String> ofResident =
        RECORD.parts.transaction.statementsOf(
            () -> walk.nextWithReferred(resident, 0, 100, Visibility.ALL));
    List<String> ofType =
        RECORD.parts.transaction.statementsOf(() -> walk.next(type, 0, 50, Visibility.ALL));

    assertTrue(ofResident.size() <= 7, ofResident.toString());
    assertEquals(2, ofType.size(), ofType.toString());
    assertEquals("resource_sequence", explain(ofType.get(0)).get(0).key(), ofType.get(0));
    for (String statement : ofResident) {
      for (Step step : explain(statement)) {
        assertFalse("ALL".equals(step.access()) && !isDerived(step), step + " in " + statement);
      }
    }
  }

  private static boolean isDerived(Step step) {
    return step.table() != null && (step.table().startsWith("<") || step.table().length() == 1);
  }

  private static List<Step> explain(String statement) throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement explain = connection.createStatement();
        ResultSet rows = explain.executeQuery("EXPLAIN " + statement)) {
      List<Step> steps = new ArrayList<>();
      while (rows.next()) {
        steps.add(
            new Step(
                rows.getString("table"),
                rows.getString("type"),
                rows.getString("key"),
                String.valueOf(rows.getString("Extra"))));
      }
      return steps;
    }
  }

  private static void create(org.hl7.fhir.r4.model.Resource model) {
    RECORD.store.create(FhirResource.of(model), TestRecord.ACTOR, Door.FHIR);
  }

  private static Patient aPatient(String id, int number) {
    Patient model = new Patient();
    model.setId(id);
    model.addName().setFamily("family" + number).addGiven("given");
    model.addIdentifier().setSystem("urn:resident").setValue("R" + number);
    model.setBirthDateElement(
        new org.hl7.fhir.r4.model.DateType("1940-01-%02d".formatted(number % 28 + 1)));
    model.setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.FEMALE);
    return model;
  }

  private static Observation anObservation(String subject, int number) {
    Observation model = new Observation();
    model.setStatus(Observation.ObservationStatus.FINAL);
    model
        .getCode()
        .addCoding()
        .setSystem("http://loinc.org")
        .setCode(number % 2 == 0 ? "8867-4" : "8310-5");
    model.setSubject(new Reference(subject));
    model.setEffective(new DateTimeType("2026-01-%02dT10:00:00+09:00".formatted(number % 28 + 1)));
    model.setValue(
        new org.hl7.fhir.r4.model.Quantity()
            .setValue(60 + number % 30)
            .setSystem("http://unitsofmeasure.org")
            .setCode("/min"));
    return model;
  }
}
