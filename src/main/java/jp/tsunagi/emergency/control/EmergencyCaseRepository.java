package jp.tsunagi.emergency.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.OutcomeCode;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.platform.boundary.TimeCursor;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.jspecify.annotations.Nullable;

/** 案件簿. The cases with their residents and steps, as the lists need them. */
@ApplicationScoped
public class EmergencyCaseRepository {
  private static final String SELECT =
      "SELECT c.case_id, c.kind, c.area, c.jurisdiction, c.centre, c.device_id, c.unregistered,"
          + " c.exercise, c.received_at FROM emergency_case c ";
  // Beyond a page of the timeline, so that it is never cut between two entries of one instant.
  private static final int TIES = 20;
  private static final String NEWEST_FIRST = " ORDER BY c.received_at DESC, c.case_id DESC LIMIT ?";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  /** The case, held until the transaction ends, so that its steps are taken one by one. */
  public Optional<EmergencyCase> lock(String caseId) {
    return list(DatabaseQuery.of(SELECT + "WHERE c.case_id=? FOR UPDATE", caseId)).stream()
        .findFirst();
  }

  public Optional<EmergencyCase> find(String caseId) {
    return list(DatabaseQuery.of(SELECT + "WHERE c.case_id=?", caseId)).stream().findFirst();
  }

  /** A page of the cases that meet the filter, newest first. */
  public List<EmergencyCase> list(CaseFilter filter, Condition visible) {
    DatabaseQuery query =
        DatabaseQuery.of(SELECT + "WHERE").add("(" + visible.sql() + ")", visible.parameters());
    if (!filter.states().isEmpty()) {
      query.add("AND c.state IN").addAnyOf(filter.stateCodes());
    }
    TimeCursor from = filter.from();
    if (from != null) {
      long at = from.at().toEpochMilli();
      query.add("AND (c.received_at<? OR (c.received_at=? AND c.case_id<?))", at, at, from.id());
    }
    return list(query.add(NEWEST_FIRST, filter.most()));
  }

  /** The cases of a resident received before an instant, newest first. */
  public List<EmergencyCase> ofResidentBefore(String resident, Instant before, int most) {
    return list(
        DatabaseQuery.of(
            SELECT
                + "JOIN emergency_case_resident o ON o.case_id=c.case_id"
                + " WHERE o.resident_id=? AND c.received_at<?"
                + NEWEST_FIRST,
            resident,
            before.toEpochMilli(),
            most + TIES));
  }

  /** The cases of a resident whose outcome became known before an instant, newest first. */
  public List<EmergencyCase> endedBefore(String resident, Instant before, int most) {
    return list(
        DatabaseQuery.of(
            SELECT
                + "JOIN emergency_case_resident o ON o.case_id=c.case_id"
                + " JOIN emergency_case_step s ON s.case_id=c.case_id AND s.step='outcome'"
                + " WHERE o.resident_id=? AND s.taken_at<?"
                + " ORDER BY s.taken_at DESC, c.case_id DESC LIMIT ?",
            resident,
            before.toEpochMilli(),
            most + TIES));
  }

  /** Enters a case, or what has changed of one. */
  public void put(EmergencyCase emergency) {
    List<@Nullable Object> changing =
        Arrays.asList(
            emergency.kind().code(),
            emergency.state().code(),
            emergency.area(),
            emergency.jurisdiction(),
            emergency.unregistered(),
            acceptedFor(emergency));
    DatabaseQuery.of(
            "INSERT INTO emergency_case (case_id, centre, device_id, exercise, received_at, kind,"
                + " state, area, jurisdiction, unregistered, accepted_organization) VALUES")
        .add(
            "(?,?,?,?,?",
            emergency.id(),
            emergency.centre(),
            emergency.deviceId(),
            emergency.exercise(),
            emergency.receivedAt().toEpochMilli())
        .add(",?,?,?,?,?,?) ON DUPLICATE KEY UPDATE", changing)
        .add(
            "kind=?, state=?, area=?, jurisdiction=?, unregistered=?, accepted_organization=?",
            changing)
        .execute(dataSource);
    int place = 0;
    for (String resident : emergency.residents()) {
      DatabaseQuery.of(
              "INSERT INTO emergency_case_resident (case_id, resident_id, place) VALUES (?,?,?)"
                  + " ON DUPLICATE KEY UPDATE place=place",
              emergency.id(),
              resident,
              place++)
          .execute(dataSource);
    }
  }

  /** Gives a case the place its Task remembers, whoever has moved since. */
  public void place(String caseId, @Nullable String area, @Nullable String jurisdiction) {
    DatabaseQuery.of(
            "UPDATE emergency_case SET area=?, jurisdiction=? WHERE case_id=?",
            area,
            jurisdiction,
            caseId)
        .execute(dataSource);
  }

  /** Enters a step; that it was not taken before is the table's key. */
  public void add(String caseId, TakenStep step) {
    Outcome outcome = step.outcome();
    DatabaseQuery.of(
            "INSERT INTO emergency_case_step (case_id, step, taken_at, user_name, person_name,"
                + " organization, organization_name, outcome, outcome_text, destination) VALUES"
                + " (?,?,?,?,?,?,?,?,?,?)",
            caseId,
            step.step().code(),
            step.at().toEpochMilli(),
            step.user(),
            step.name(),
            step.organization(),
            step.organizationName(),
            outcome == null ? null : outcome.code().code(),
            outcome == null ? null : outcome.text(),
            outcome == null ? null : outcome.destination())
        .execute(dataSource);
  }

  public void clear() {
    DatabaseQuery.of("DELETE FROM emergency_case_step").execute(dataSource);
    DatabaseQuery.of("DELETE FROM emergency_case_resident").execute(dataSource);
    DatabaseQuery.of("DELETE FROM emergency_case").execute(dataSource);
  }

  // An acceptance by nobody's organization is still an acceptance: empty, not absent.
  private static @Nullable String acceptedFor(EmergencyCase emergency) {
    return emergency
        .acceptance()
        .map(taken -> taken.organization() == null ? "" : taken.organization())
        .orElse(null);
  }

  private List<EmergencyCase> list(DatabaseQuery query) {
    List<EmergencyCase> bare = query.list(dataSource, EmergencyCaseRepository::bare);
    if (bare.isEmpty()) {
      return bare;
    }
    List<String> ids = bare.stream().map(EmergencyCase::id).toList();
    Map<String, List<String>> residents = residents(ids);
    Map<String, List<TakenStep>> steps = steps(ids);
    return bare.stream()
        .map(
            emergency ->
                emergency.with(
                    residents.getOrDefault(emergency.id(), List.of()),
                    steps.getOrDefault(emergency.id(), List.of())))
        .toList();
  }

  private Map<String, List<String>> residents(List<String> cases) {
    Map<String, List<String>> residents = new HashMap<>();
    DatabaseQuery.of("SELECT case_id, resident_id FROM emergency_case_resident WHERE case_id IN")
        .addAnyOf(cases)
        .add("ORDER BY case_id, place")
        .list(
            dataSource,
            row ->
                residents
                    .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                    .add(row.getString(2)));
    return residents;
  }

  private Map<String, List<TakenStep>> steps(List<String> cases) {
    Map<String, List<TakenStep>> steps = new HashMap<>();
    DatabaseQuery.of(
            "SELECT case_id, step, taken_at, user_name, person_name, organization,"
                + " organization_name, outcome, outcome_text, destination"
                + " FROM emergency_case_step WHERE case_id IN")
        .addAnyOf(cases)
        .add("ORDER BY case_id, taken_at")
        .list(
            dataSource,
            row -> steps.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(step(row)));
    return steps;
  }

  private static EmergencyCase bare(ResultSet row) throws SQLException {
    return new EmergencyCase(
        row.getString(1),
        EmergencyKind.ofCode(row.getString(2)).orElseThrow(),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getBoolean(7),
        row.getBoolean(8),
        Instant.ofEpochMilli(row.getLong(9)),
        List.of(),
        List.of());
  }

  private static TakenStep step(ResultSet row) throws SQLException {
    String outcome = row.getString(8);
    return new TakenStep(
        CaseStep.ofCode(row.getString(2)).orElseThrow(),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        outcome == null
            ? null
            : new Outcome(
                OutcomeCode.ofCode(outcome).orElseThrow(), row.getString(9), row.getString(10)));
  }
}
