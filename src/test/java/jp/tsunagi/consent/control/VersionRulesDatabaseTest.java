package jp.tsunagi.consent.control;

import static jp.tsunagi.consent.control.AccessTableDatabaseTest.ID;
import static jp.tsunagi.consent.control.AccessTableDatabaseTest.JUDGED_SID;
import static jp.tsunagi.consent.control.AccessTableDatabaseTest.TYPE_OF;
import static jp.tsunagi.consent.control.AccessTableDatabaseTest.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.control.AccessTable.Row;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.control.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An earlier version is judged as a current row that said the same would be: every row of the
 * access table, every use, asked of the rules and of a real database.
 */
class VersionRulesDatabaseTest {
  private static final String OTHER = "another-office";

  /** Whose a version is and to whom it is closed; {@code own} stands for the asker's body. */
  private enum Writing {
    OPEN(null, null, false, null),
    OWN("own", "own", false, null),
    OWN_CHANGED_BY_OTHERS("own", null, false, null),
    SEALED_BY_OTHERS(OTHER, OTHER, true, null),
    SEALED_FOR_THE_ASKER(OTHER, OTHER, true, "own"),
    SEALED_BY_THE_ASKER("own", "own", true, null);

    private final @Nullable String author;
    private final @Nullable String sole;
    private final boolean sealed;
    private final @Nullable String audience;

    Writing(
        @Nullable String author, @Nullable String sole, boolean sealed, @Nullable String audience) {
      this.author = author;
      this.sole = sole;
      this.sealed = sealed;
      this.audience = audience;
    }
  }

  @Test
  void a_version_is_judged_as_a_row_that_says_the_same() throws SQLException {
    Connection database = TestDatabase.connect();
    List<String> differences = new ArrayList<>();
    Set<String> shown = new TreeSet<>();

    AccessTableDatabaseTest.knowTheTypes(database);
    AccessTableDatabaseTest.clear(database);
    for (Row row : AccessTable.rows().toList()) {
      AccessTableDatabaseTest.put(database, row);
      CaseStanding call =
          row.standing().cases().stream()
              .findFirst()
              .map(VersionRulesDatabaseTest::ofHer)
              .orElse(null);
      VisibilityRules rules =
          AccessTableDatabaseTest.rules(row.asking(), DataSet.IDENTITY, DataSet.IDENTITY);
      VersionRules versions = new VersionRules(row.asking(), rules.standings(List.of(ID)));
      // What follows is for this connection's eyes only.
      database.setAutoCommit(false);
      for (RecordKind kind : TYPE_OF.keySet()) {
        AccessTableDatabaseTest.judged(database, kind, TYPE_OF.get(kind));
        for (Writing writing : Writing.values()) {
          long sid = JUDGED_SID - kind.code();
          String own = row.asking().organization();
          write(database, sid, kind, writing, own, call);
          boolean asked = AccessTableDatabaseTest.sees(database, rules, TYPE_OF.get(kind), sid);
          boolean alone = versions.show(version(kind, writing, own, call));
          if (asked != alone) {
            differences.add(row + " " + kind + " " + writing + " alone " + alone);
          }
          if (alone) {
            shown.add(row.actor() + " " + kind + " " + writing);
          }
        }
      }
      database.rollback();
      database.setAutoCommit(true);
      AccessTableDatabaseTest.clear(database);
    }

    assertEquals(List.of(), differences);
    assertTrue(
        shown.containsAll(
            Set.of(
                "sato GENERAL OPEN",
                "suzuki GENERAL SEALED_FOR_THE_ASKER",
                "kato EMERGENCY_CASE OPEN",
                "inoue EMERGENCY_DEVICE OPEN")),
        shown.toString());
    assertTrue(
        shown.stream().noneMatch(one -> one.startsWith("kobayashi GENERAL SEALED_BY_OTHERS")));
  }

  private static CaseStanding ofHer(CaseStanding call) {
    return new CaseStanding(
        call.caseId(),
        call.task(),
        call.area(),
        call.centre(),
        call.acceptedBy(),
        call.accepted(),
        call.exercise(),
        call.closedAt(),
        Set.of(ID));
  }

  private static VersionRules.Version version(
      RecordKind kind, Writing writing, String own, @Nullable CaseStanding call) {
    return new VersionRules.Version(
        Objects.requireNonNull(TYPE_OF.get(kind)),
        kind,
        List.of(ID),
        writing.sealed,
        writing.audience == null ? Set.of() : Set.of(own),
        said(writing.author, own),
        null,
        said(writing.sole, own),
        kind.ofEmergency() ? call : null,
        kind.ofEmergency() && call != null
            ? call.centre()
            : kind == RecordKind.EMERGENCY_DEVICE ? OTHER : null);
  }

  private static @Nullable String said(@Nullable String name, String own) {
    return "own".equals(name) ? own : name;
  }

  private static void write(
      Connection database,
      long sid,
      RecordKind kind,
      Writing writing,
      String own,
      @Nullable CaseStanding call) {
    update(
        database,
        "UPDATE resource SET author_organization=?, sole_organization=?, sealed=? WHERE sid=?",
        said(writing.author, own),
        said(writing.sole, own),
        writing.sealed,
        sid);
    update(database, "DELETE FROM sealed_audience WHERE sid=?", sid);
    if (writing.audience != null) {
      update(
          database,
          "INSERT INTO sealed_audience (sid, reference, organization_id) VALUES (?,'r',?)",
          sid,
          own);
    }
    update(database, "DELETE FROM emergency_row WHERE sid=?", sid);
    if (kind.ofEmergency() && call != null) {
      update(
          database,
          "INSERT INTO emergency_row (sid, case_id, task_id, centre_organization)"
              + " VALUES (?,'table-case',NULL,?)",
          sid,
          call.centre());
    }
  }
}
