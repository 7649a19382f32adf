package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.AssembledRecord;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.control.TestDatabase;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/**
 * A page costs what is on it, not what the city has: how many rows the database looks at for the
 * usual searches, with the conditions of those who ask, in a small city and in one ten times as
 * large.
 */
class CityGrowthDatabaseTest {
  private static final AssembledRecord RECORD = new AssembledRecord(Clock.systemUTC());
  private static final int SMALL = 200;
  private static final int LARGE = 2_000;
  private static final int OBSERVATIONS = 30;

  /** Between the keys of one resident's rows and of the next. */
  private static final long STEP = 1_000_000;

  /** Residents the care manager's office looks after, in either city. */
  private static final int OWN = 40;

  private static final List<String> OF_ONE_RESIDENT =
      List.of(
          "Observation?patient={patient}&code=http://loinc.org|8867-4&_sort=-date",
          "Condition?patient={patient}",
          "Patient?identifier=urn:resident|R1");

  /** Of those who see the city: who sees few of it passes the others' rows by. */
  private static final List<String> OF_THE_CITY =
      List.of(
          "Observation?_sort=-date",
          "Observation?_sort=-_lastUpdated",
          "Condition?code=http://snomed.info/sct|c1",
          "Patient?_sort=-_lastUpdated");

  private static final double MOST_GROWTH = 1.3;

  /** Rows that differ by the shape of the trees alone. */
  private static final int NOISE = 60;

  private String patient = "";
  private long patientSid;

  @Test
  void a_page_costs_the_same_in_a_large_city() throws SQLException {
    TestDatabase.clear();
    writeTheFirst();
    Map<String, Long> small = cost(SMALL);
    Map<String, Long> large = cost(LARGE);

    List<String> grown = new ArrayList<>();
    small.forEach(
        (search, rows) -> {
          long now = large.getOrDefault(search, 0L);
          if (now > rows * MOST_GROWTH + NOISE) {
            grown.add(search + ": " + rows + " rows, then " + now);
          }
        });
    assertEquals(List.of(), grown);
    // Of a page of twenty, no search looks at a hundred times as much.
    large.forEach((search, rows) -> assertTrue(rows < 2_000, search + ": " + rows + " rows"));
  }

  private Map<String, Long> cost(int residents) throws SQLException {
    grow(residents);
    Map<String, Long> cost = new LinkedHashMap<>();
    for (String user : List.of("inoue", "sato", "kato", "matsumoto", "takahashi")) {
      Asking asking =
          new Asking(
              AccessTable.actorNamed(user),
              AccessTable.NOW,
              new ByLaws(AccessTable.BY_LAW, AccessTable.PLAN_BY_LAW));
      List<String> searches = new ArrayList<>(OF_ONE_RESIDENT);
      if (user.equals("inoue")) {
        searches.addAll(OF_THE_CITY);
      }
      for (String search : searches) {
        cost.put(user + " " + search, rowsReadFor(asking, search));
      }
    }
    return cost;
  }

  private long rowsReadFor(Asking asking, String search) {
    SearchQuery query = query(search.replace("{patient}", patient)).count(20);
    Visibility visible = AccessTableDatabaseTest.rules(asking, DataSet.IDENTITY, DataSet.IDENTITY);
    RECORD.store().search(query, visible);
    long none = -rowsRead() + rowsRead();
    long before = rowsRead();
    SearchPage page = RECORD.store().search(query, visible);
    long rows = rowsRead() - before - none;
    if (asking.actor().user().equals("inoue")) {
      assertFalse(page.matches().isEmpty(), search);
    }
    return rows;
  }

  private static long rowsRead() {
    return RECORD
        .transaction()
        .run(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet rows =
                      statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
                long sum = 0;
                while (rows.next()) {
                  sum += rows.getLong(2);
                }
                return sum;
              }
            });
  }

  private static SearchQuery query(String url) {
    String[] parts = url.split("\\?", 2);
    SearchQuery query = SearchQuery.of(parts[0]);
    for (String one : parts[1].split("&")) {
      String[] pair = one.split("=", 2);
      query.where(pair[0], pair[1]);
    }
    return query;
  }

  private void writeTheFirst() {
    Actor system = Actor.system("test");
    RECORD.in(
        () -> {
          Patient person = new Patient();
          person.addIdentifier().setSystem("urn:resident").setValue("R1");
          person.addName().setFamily("青木");
          patient = store(person, system).toString();
          for (int i = 0; i < OBSERVATIONS; i++) {
            Observation measured = new Observation();
            measured.setStatus(Observation.ObservationStatus.FINAL);
            measured.setCode(coded("http://loinc.org", i % 2 == 0 ? "8867-4" : "8310-5"));
            measured.setSubject(new Reference(patient));
            measured.setEffective(new DateTimeType("2026-01-%02dT10:00:00+09:00".formatted(i + 1)));
            store(measured, system);
          }
          Condition condition = new Condition();
          condition.setCode(coded("http://snomed.info/sct", "c1"));
          condition.setSubject(new Reference(patient));
          store(condition, system);
          return 0;
        });
    patientSid = RECORD.store().sid(ResourceKey.ofReference(patient)).orElseThrow();
  }

  private static ResourceKey store(org.hl7.fhir.r4.model.Resource model, Actor actor) {
    return RECORD.store().create(FhirResource.of(model), actor, Door.FHIR).key();
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
  }

  /** Copies the first resident's rows until there are so many residents. */
  private void grow(int residents) throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement sql = connection.createStatement()) {
      String first = " WHERE t.sid<" + STEP;
      String copies =
          " JOIN seq_1_to_"
              + (residents - 1)
              + " n ON NOT EXISTS (SELECT 1 FROM resource x"
              + " WHERE x.sid="
              + patientSid
              + "+n.seq*"
              + STEP
              + ")";
      List<String> statements = new ArrayList<>();
      statements.add(
          "CREATE TEMPORARY TABLE fresh AS SELECT CAST(n.seq AS SIGNED) AS seq FROM (SELECT 1) one"
              + copies);
      for (String table : List.of("index_key", "index_range", "index_text", "compartment")) {
        statements.add(copy(sql, table, first));
      }
      statements.add(copy(sql, "resource", first));
      statements.add("DROP TEMPORARY TABLE fresh");
      statements.add("DELETE FROM resident_standing");
      statements.add("DELETE FROM team_participant");
      statements.add("DELETE FROM consent_decision");
      statements.add(
          "INSERT INTO resident_standing (resident_sid, resident_id, city, area, deleted)"
              + " SELECT r.sid, r.fhir_id, '08211', '08211-ishige', 0 FROM resource r JOIN"
              + " resource_type t ON t.type_id=r.type_id WHERE t.name='Patient'");
      String own = " FROM resident_standing s ORDER BY s.resident_sid LIMIT " + OWN;
      statements.add(
          "INSERT INTO team_participant (team_sid, position, team_id, resident_id, reference,"
              + " organization_id, valid_from, valid_until) SELECT s.resident_sid, 0, 't',"
              + " s.resident_id, 'Organization/kinunosato', 'kinunosato', 0, 9e15"
              + own);
      statements.add(
          "INSERT INTO consent_decision (consent_sid, position, consent_id, resident_id, purpose,"
              + " state, reference, organization_id, decided_at, valid_from, valid_until)"
              + " SELECT s.resident_sid, 0, 'c', s.resident_id, 'notebook-sharing', 1, '', '', 0, 0,"
              + " 9e15"
              + " FROM resident_standing s");
      for (String table :
          List.of(
              "resource",
              "compartment",
              "index_key",
              "index_range",
              "index_text",
              "resident_standing",
              "team_participant",
              "consent_decision")) {
        statements.add("ANALYZE TABLE " + table);
      }
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  /** Each column as it is, except the keys, and what they are named by. */
  private String copy(Statement sql, String table, String first) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (ResultSet rows = sql.executeQuery("SHOW COLUMNS FROM " + table)) {
      while (rows.next()) {
        String column = rows.getString(1);
        columns.add(column);
        values.add(
            switch (column) {
              case "sid", "resident_sid" -> "t." + column + "+f.seq*" + STEP;
              case "fhir_id" -> "CONCAT(t.fhir_id,'-',f.seq)";
              // Whom a resource is about; everybody's number is her own.
              case "hash" ->
                  table.equals("index_key")
                      ? "CASE WHEN t.hash="
                          + patientSid
                          + " THEN t.hash+f.seq*"
                          + STEP
                          + " WHEN p.name='Patient.identifier' THEN t.hash+f.seq ELSE t.hash END"
                      : "t.hash";
              default -> "t." + column;
            });
      }
    }
    String parameters =
        table.equals("index_key") ? " JOIN search_parameter p ON p.param_id=t.param_id" : "";
    return "INSERT INTO "
        + table
        + " ("
        + String.join(",", columns)
        + ") SELECT "
        + String.join(",", values)
        + " FROM "
        + table
        + " t"
        + parameters
        + " CROSS JOIN fresh f"
        + first;
  }
}
