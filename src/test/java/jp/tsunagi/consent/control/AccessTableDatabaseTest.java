package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.control.AccessTable.Row;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ConsentDecision;
import jp.tsunagi.consent.entity.PersonAccount;
import jp.tsunagi.consent.entity.PlanSupporter;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.control.LocalTransaction;
import jp.tsunagi.record.control.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * The conditions inside the queries say what the rules say: every row of the access table, asked of
 * a real database.
 */
class AccessTableDatabaseTest {
  private static final long PATIENT_SID = -1;
  private static final long OTHER_SID = -2;
  static final long JUDGED_SID = -3;
  static final String ID = "row-of-the-access-table";

  @Test
  void every_row_is_filtered_as_it_is_decided() throws SQLException {
    Connection database = TestDatabase.connect();
    knowTheTypes(database);
    List<String> differences = new ArrayList<>();

    clear(database);
    AccessTable.rows()
        .forEach(
            row -> {
              put(database, row);
              boolean allowed = sees(database, row, row.data());
              boolean reachable = allowed || sees(database, row, DataSet.IDENTITY);
              Decision loaded = decision(row);
              if (loaded.allowed() != row.allowed()
                  || loaded.reachable() != row.reachable()
                  || !loaded.ground().code().equals(row.ground())) {
                differences.add(row + " -> loaded and decided " + loaded);
              }
              if (allowed != row.allowed() || reachable != row.reachable()) {
                differences.add(row + " -> allowed " + allowed + ", reachable " + reachable);
              }
              clear(database);
            });

    assertEquals(List.of(), differences);
  }

  private static Decision decision(Row row) {
    ResidentStanding standing =
        Objects.requireNonNull(
            new StandingRepository(new LocalDataSource(new LocalTransaction()))
                .standings(List.of(ID), row.asking())
                .get(ID));
    return AccessRules.decide(row.asking(), standing, row.data());
  }

  @Test
  void whoever_asks_for_whatever_type_gets_a_condition_the_database_understands()
      throws SQLException {
    Connection database = TestDatabase.connect();

    for (String user : AccessTable.rows().map(Row::actor).distinct().toList()) {
      Asking asking = new Asking(AccessTable.actorNamed(user), AccessTable.NOW, ByLaws.NONE);
      for (DataSet dataSet : DataSet.values()) {
        VisibilityRules rules = rules(asking, dataSet, DataSet.CARE_RECORD);
        for (String type :
            List.of(
                "Patient",
                "Observation",
                "Task",
                "Communication",
                "CarePlan",
                "Device",
                "Flag",
                "Encounter",
                "Organization",
                "StructureDefinition",
                "AuditEvent",
                "Medication")) {
          Visibility.Condition seen = rules.on("c", type);
          count(
              database,
              "SELECT COUNT(*) FROM resource c WHERE " + seen.sql(),
              seen.parameters().toArray());
        }
      }
    }
  }

  /** What each type's rows of one use may be; the condition is asked about the same row. */
  static final Map<RecordKind, String> TYPE_OF =
      Map.of(
          RecordKind.GENERAL, "Condition",
          RecordKind.ROSTER_ITEM, "Flag",
          RecordKind.SAFETY_FACT, "Observation",
          RecordKind.EVACUATION_PLAN, "CarePlan",
          RecordKind.EMERGENCY_CALL, "Communication",
          RecordKind.EMERGENCY_CASE, "Task",
          RecordKind.EMERGENCY_STEP, "Encounter",
          RecordKind.EMERGENCY_DEVICE, "Device");

  @Test
  void what_a_row_alone_tells_is_what_the_condition_says_of_it() throws SQLException {
    Connection database = TestDatabase.connect();
    List<String> differences = new ArrayList<>();
    Set<String> told = new TreeSet<>();
    Set<String> besides = new TreeSet<>();
    Set<String> nothing = new TreeSet<>();

    knowTheTypes(database);
    clear(database);
    AccessTable.rows()
        .forEach(
            row -> {
              put(database, row);
              TYPE_OF.forEach((kind, type) -> judged(database, kind, type));
              TYPE_OF.forEach(
                  (kind, type) -> {
                    for (DataSet atLeast : EnumSet.of(DataSet.IDENTITY, row.data())) {
                      VisibilityRules rules = rules(row.asking(), atLeast, DataSet.IDENTITY);
                      boolean alone =
                          rules.shows(List.of(new Visibility.Row(type, kind, false, List.of(ID))));
                      boolean asked = sees(database, rules, type, JUDGED_SID - kind.code());
                      boolean plain = kind == RecordKind.GENERAL && atLeast != DataSet.CREW_CARD;
                      if (alone ? !asked : plain && asked) {
                        differences.add(row + " " + type + " " + atLeast + " alone " + alone);
                      }
                      if (alone) {
                        told.add(row.actor() + " " + kind);
                      }
                      Visibility.Extent extent = rules.extent(type, ID);
                      if (extent == Visibility.Extent.NONE) {
                        nothing.add(row.actor() + " " + kind);
                      }
                      if ((extent == Visibility.Extent.NONE && asked)
                          || (extent == Visibility.Extent.MOST && !asked)) {
                        differences.add(row + " " + type + " " + atLeast + " " + extent);
                      }
                      Visibility.Beside beside = rules.beside();
                      if (beside != null) {
                        boolean with =
                            withoutAsking(row.asking(), atLeast)
                                .shows(
                                    List.of(
                                        new Visibility.Row(
                                            type,
                                            kind,
                                            false,
                                            List.of(ID),
                                            besideOf(database, beside))));
                        besides.add(row.actor());
                        if (with != alone) {
                          differences.add(row + " " + type + " " + atLeast + " beside " + with);
                        }
                      }
                    }
                  });
              clear(database);
            });

    assertEquals(List.of(), differences);
    assertTrue(told.contains("inoue GENERAL") && told.contains("sato GENERAL"), told.toString());
    assertTrue(
        nothing.containsAll(Set.of("kobayashi GENERAL", "kato GENERAL", "tsukuba GENERAL")),
        nothing.toString());
    assertEquals(Set.of("inoue", "tsukuba"), besides, "whose decisions rest on the register alone");
  }

  private static VisibilityRules withoutAsking(Asking asking, DataSet atLeast) {
    return new VisibilityRules(
        asking,
        (residents, who) -> {
          if (!residents.isEmpty()) {
            throw new AssertionError("asked for " + residents);
          }
          return Map.of();
        },
        atLeast,
        DataSet.IDENTITY);
  }

  private static List<String> besideOf(Connection database, Visibility.Beside beside) {
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT "
                    + String.join(",", beside.columns())
                    + " FROM "
                    + beside.table()
                    + " WHERE "
                    + beside.key()
                    + "='"
                    + ID
                    + "'")) {
      row.next();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= beside.columns().size(); i++) {
        values.add(row.getString(i));
      }
      return values;
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void a_sealed_row_and_one_whose_residents_are_not_told_is_left_to_the_condition() {
    Asking asking = new Asking(AccessTable.actorNamed("inoue"), AccessTable.NOW, ByLaws.NONE);
    VisibilityRules rules = rules(asking, DataSet.IDENTITY, DataSet.IDENTITY);

    for (Visibility.Row row :
        List.of(
            new Visibility.Row("Condition", RecordKind.GENERAL, true, List.of(ID)),
            new Visibility.Row("Condition", RecordKind.GENERAL, false, null),
            new Visibility.Row("Condition", RecordKind.GENERAL, false, List.of()),
            new Visibility.Row("Condition", RecordKind.GENERAL, false, List.of("nobody-here")),
            new Visibility.Row("CarePlan", RecordKind.DISASTER, false, List.of(ID)),
            new Visibility.Row("AuditEvent", RecordKind.GENERAL, false, List.of(ID)))) {
      assertFalse(rules.shows(List.of(row)), row.toString());
    }
  }

  static VisibilityRules rules(Asking asking, DataSet atLeast, DataSet patientsWith) {
    return new VisibilityRules(
        asking,
        new StandingRepository(new LocalDataSource(new LocalTransaction()))::standings,
        atLeast,
        patientsWith);
  }

  static boolean sees(Connection database, VisibilityRules rules, String type, long sid) {
    Visibility.Condition seen = rules.on("r", type);
    List<Object> values = new ArrayList<>(List.of(sid));
    values.addAll(seen.parameters());
    return count(
            database,
            "SELECT COUNT(*) FROM resource r WHERE r.sid=? AND " + seen.sql(),
            values.toArray())
        == 1;
  }

  private static boolean sees(Connection database, Row row, DataSet dataSet) {
    VisibilityRules rules = rules(row.asking(), dataSet, DataSet.IDENTITY);
    Visibility.Condition seen = rules.on("r", "Patient");
    List<Object> values = new ArrayList<>(List.of(PATIENT_SID));
    values.addAll(seen.parameters());
    return count(
            database,
            "SELECT COUNT(*) FROM resource r WHERE r.sid=? AND " + seen.sql(),
            values.toArray())
        == 1;
  }

  static void put(Connection database, Row row) {
    ResidentStanding standing = row.standing();
    String organization =
        row.asking().actor().organizationId().map(OrganizationId::value).orElse("nobody");
    resource(database, PATIENT_SID, "Patient", ID, null);
    update(
        database,
        "INSERT INTO resident_standing (resident_sid, resident_id, keeper_organization, city, area,"
            + " deleted) VALUES (?,?,NULL,?,?,0)",
        PATIENT_SID,
        ID,
        standing.city(),
        standing.area() == null ? null : standing.area().value());
    if (standing.ownEntries()) {
      resource(database, OTHER_SID, "Observation", ID, organization);
    }
    int position = 0;
    for (ResidentStanding.TeamPlace place : standing.teams()) {
      update(
          database,
          "INSERT INTO team_participant (team_sid, position, team_id, resident_id, reference,"
              + " organization_id, valid_from, valid_until) VALUES (-1,?,'t',?,'r',?,?,?)",
          position++,
          ID,
          place.organization(),
          place.span().from(),
          place.span().until());
    }
    for (ConsentDecision decision : standing.consents()) {
      update(
          database,
          "INSERT INTO consent_decision (consent_sid, position, consent_id, resident_id, purpose,"
              + " state, reference, organization_id, decided_at, valid_from, valid_until)"
              + " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
          -(long) Math.abs(decision.consent().hashCode()),
          position++,
          decision.consent(),
          ID,
          decision.purpose().code(),
          decision.state().code(),
          decision.organization(),
          decision.organization().contains("/") ? "?" : decision.organization(),
          decision.decidedAt(),
          decision.span().from(),
          decision.span().until());
    }
    for (PersonAccount account : standing.accounts()) {
      update(
          database,
          "INSERT INTO person_account (sid, user_name, resident_id, person, kind, valid_from,"
              + " valid_until) VALUES (?,?,?,?,?,?,?)",
          PATIENT_SID,
          account.user(),
          ID,
          account.person(),
          account.kind(),
          account.span().from(),
          account.span().until());
    }
    for (PlanSupporter supporter : standing.supporters()) {
      putSupporter(database, -1, supporter.person(), 0, 0, new Span(0, 0));
      for (ConsentDecision decision : supporter.decisions()) {
        putSupporter(
            database,
            -1 - decision.decidedAt(),
            supporter.person(),
            decision.state().code(),
            decision.decidedAt(),
            decision.span());
      }
    }
    standing.cases().forEach(emergency -> put(database, emergency));
    for (ResidentStanding.Mode mode : standing.modes()) {
      update(
          database,
          "INSERT INTO emergency_mode (plan_sid, area, plan_id, starts, ends) VALUES (-1,?,?,?,?)",
          mode.area().value(),
          mode.plan(),
          mode.span().from(),
          mode.span().until());
    }
    for (String plan : standing.rescues()) {
      update(
          database,
          "INSERT INTO rescue_fact (fact_sid, fact_id, resident_id, plan_id, rescue, observed_at)"
              + " VALUES (-1,'f',?,?,1,1)",
          ID,
          plan);
    }
    for (ResidentStanding.Grant grant : standing.grants()) {
      update(
          database,
          "INSERT INTO break_glass_grant (id, resident_id, user_name, role, reason, opened_at,"
              + " ends_at) VALUES ('table',?,?,'','',?,?)",
          ID,
          grant.user(),
          grant.span().from(),
          grant.span().until());
    }
  }

  private static void putSupporter(
      Connection database, long sid, String supporter, int state, long decidedAt, Span span) {
    update(
        database,
        "INSERT INTO plan_supporter (sid, supporter_id, resident_id, source_id, state, decided_at,"
            + " valid_from, valid_until) VALUES (?,?,?,'source',?,?,?,?)",
        sid,
        supporter,
        ID,
        state,
        decidedAt,
        span.from(),
        span.until());
  }

  private static void put(Connection database, CaseStanding emergency) {
    update(
        database,
        "INSERT INTO emergency_case_standing (case_sid, case_id, task_id, area,"
            + " centre_organization, accepted_organization, accepted, exercise, closed_at)"
            + " VALUES (-1,'table-case','table-case',?,?,?,?,?,?)",
        emergency.area() == null ? null : emergency.area().value(),
        emergency.centre(),
        emergency.acceptedBy(),
        emergency.accepted(),
        emergency.exercise(),
        emergency.closedAt());
    update(database, "INSERT INTO emergency_case_party (case_sid, resident_id) VALUES (-1,?)", ID);
  }

  private static void resource(
      Connection database,
      long sid,
      String type,
      String id,
      @org.jspecify.annotations.Nullable String author) {
    update(
        database,
        "INSERT INTO resource (sid, type_id, fhir_id, version, last_updated, deleted, kind, sealed,"
            + " author_organization, index_hash) SELECT ?, type_id, ?, 1, 0, 0, 0, 0, ?, 0"
            + " FROM resource_type WHERE name=?",
        sid,
        id,
        author,
        type);
    update(
        database,
        "INSERT INTO compartment (sid, resident_sid, type_id, sort_date)"
            + " SELECT sid, ?, type_id, 0 FROM resource WHERE sid=?",
        PATIENT_SID,
        sid);
  }

  static void judged(Connection database, RecordKind kind, String type) {
    long sid = JUDGED_SID - kind.code();
    resource(database, sid, type, "judged", null);
    update(database, "UPDATE resource SET kind=? WHERE sid=?", kind.code(), sid);
  }

  static void clear(Connection database) {
    update(database, "DELETE FROM resource WHERE sid<0");
    update(database, "DELETE FROM compartment WHERE sid<0");
    update(database, "DELETE FROM sealed_audience WHERE sid<0");
    update(database, "DELETE FROM emergency_row WHERE sid<0");
    update(database, "DELETE FROM device_registration WHERE device_sid<0");
    update(database, "DELETE FROM resident_standing WHERE resident_sid<0");
    update(database, "DELETE FROM team_participant WHERE team_sid<0");
    update(database, "DELETE FROM consent_decision WHERE consent_sid<0");
    update(database, "DELETE FROM plan_supporter WHERE sid<0");
    update(database, "DELETE FROM person_account WHERE sid<0");
    update(database, "DELETE FROM emergency_case_standing WHERE case_sid<0");
    update(database, "DELETE FROM emergency_case_party WHERE case_sid<0");
    update(database, "DELETE FROM emergency_mode WHERE plan_sid<0");
    update(database, "DELETE FROM rescue_fact WHERE fact_sid<0");
    update(database, "DELETE FROM break_glass_grant WHERE id='table'");
  }

  static void knowTheTypes(Connection database) {
    Set<String> types = new TreeSet<>(TYPE_OF.values());
    types.add("Patient");
    for (String type : types) {
      update(database, "INSERT IGNORE INTO resource_type (name) VALUES (?)", type);
    }
  }

  static void update(
      Connection database, String sql, @org.jspecify.annotations.Nullable Object... values) {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      fill(statement, values);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static long count(Connection database, String sql, Object... values) {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      fill(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static void fill(
      PreparedStatement statement, @org.jspecify.annotations.Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
