package jp.tsunagi.consent.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import jp.tsunagi.consent.entity.PersonAccount;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import org.jspecify.annotations.Nullable;

/** Keeps the projections decisions rest on, in the transaction of each change. */
@ApplicationScoped
public class ProjectionRepository {
  /** An organization that no one acts for: named, but nobody knows who it is. */
  static final String NOBODY = "?";

  /** Where the tables say of which resource a row is. */
  private static final Map<String, String> SID_COLUMNS =
      Map.ofEntries(
          Map.entry("resident_standing", "resident_sid"),
          Map.entry("team_participant", "team_sid"),
          Map.entry("consent_decision", "consent_sid"),
          Map.entry("plan_supporter", "sid"),
          Map.entry("person_account", "sid"),
          Map.entry("sealed_audience", "sid"),
          Map.entry("device_registration", "device_sid"),
          Map.entry("emergency_case_standing", "case_sid"),
          Map.entry("emergency_case_party", "case_sid"),
          Map.entry("emergency_row", "sid"),
          Map.entry("emergency_mode", "plan_sid"),
          Map.entry("rescue_fact", "fact_sid"));

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected ProjectionRepository() {}

  ProjectionRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private void run(String sql, @Nullable Object... values) {
    DatabaseQuery.of(sql, values).execute(dataSource);
  }

  void putResident(
      long sid, String id, @Nullable String keeper, @Nullable String city, @Nullable String area) {
    run(
        "INSERT INTO resident_standing (resident_sid, resident_id, keeper_organization, city, area,"
            + " deleted) VALUES (?,?,?,?,?,0) ON DUPLICATE KEY UPDATE resident_id=?,"
            + " keeper_organization=?, city=?, area=?, deleted=0",
        sid,
        id,
        keeper,
        city,
        area,
        id,
        keeper,
        city,
        area);
  }

  Optional<String> keeperOf(long sid) {
    return DatabaseQuery.of(
            "SELECT keeper_organization FROM resident_standing WHERE resident_sid=?", sid)
        .list(dataSource, row -> Optional.ofNullable(row.getString(1)))
        .stream()
        .findFirst()
        .flatMap(keeper -> keeper);
  }

  boolean knowsResident(long sid) {
    return DatabaseQuery.of("SELECT 1 FROM resident_standing WHERE resident_sid=?", sid)
        .first(dataSource, row -> true)
        .isPresent();
  }

  void markResidentDeleted(long sid) {
    run("UPDATE resident_standing SET deleted=1 WHERE resident_sid=?", sid);
  }

  void putCity(String organization, @Nullable String city) {
    run(
        "REPLACE INTO organization_standing (organization_id, city) VALUES (?,?)",
        organization,
        city);
    run(
        "UPDATE resident_standing SET city=? WHERE keeper_organization=? AND NOT (city <=> ?)",
        city,
        organization,
        city);
  }

  void removeTeam(long sid) {
    run("DELETE FROM team_participant WHERE team_sid=?", sid);
  }

  void putParticipant(
      long sid,
      int position,
      String team,
      String resident,
      String reference,
      @Nullable String organization,
      Span span) {
    run(
        "INSERT INTO team_participant (team_sid, position, team_id, resident_id, reference,"
            + " organization_id, valid_from, valid_until) VALUES (?,?,?,?,?,?,?,?)",
        sid,
        position,
        team,
        resident,
        reference,
        organization,
        span.from(),
        span.until());
  }

  void removeConsent(long sid) {
    run("DELETE FROM consent_decision WHERE consent_sid=?", sid);
  }

  void putClause(
      long sid, int position, String consent, StandingMapper.Clause clause, String organization) {
    run(
        "INSERT INTO consent_decision (consent_sid, position, consent_id, resident_id, purpose,"
            + " state, reference, organization_id, decided_at, valid_from, valid_until)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        sid,
        position,
        consent,
        clause.resident(),
        clause.purpose().code(),
        clause.state().code(),
        clause.reference(),
        organization,
        clause.decidedAt(),
        clause.span().from(),
        clause.span().until());
  }

  /** Forgets whom a plan names, or what a consent says of a helper. */
  void removeSupporters(long sid) {
    run("DELETE FROM plan_supporter WHERE sid=?", sid);
  }

  /** A helper named in a plan; who is named twice is one. */
  void putNamedSupporter(long sid, String plan, String resident, String supporter) {
    run(
        "INSERT IGNORE INTO plan_supporter (sid, supporter_id, resident_id, source_id, state,"
            + " decided_at, valid_from, valid_until) VALUES (?,?,?,?,0,0,0,0)",
        sid,
        supporter,
        resident,
        plan);
  }

  void putSupporterDecision(long sid, String consent, PlanSupporterMapper.HelperClause clause) {
    run(
        "REPLACE INTO plan_supporter (sid, supporter_id, resident_id, source_id, state,"
            + " decided_at, valid_from, valid_until) VALUES (?,?,?,?,?,?,?,?)",
        sid,
        clause.supporter(),
        clause.resident(),
        consent,
        clause.state().code(),
        clause.decidedAt(),
        clause.span().from(),
        clause.span().until());
  }

  void removeAccounts(long sid) {
    run("DELETE FROM person_account WHERE sid=?", sid);
  }

  void putAccount(long sid, PersonAccount account) {
    run(
        "INSERT INTO person_account (sid, user_name, resident_id, person, kind, valid_from,"
            + " valid_until) VALUES (?,?,?,?,?,?,?)",
        sid,
        account.user(),
        account.resident(),
        account.person(),
        account.kind(),
        account.span().from(),
        account.span().until());
  }

  /** A person or post stands for another body now. */
  void moveStaff(String reference, @Nullable String organization) {
    run("UPDATE team_participant SET organization_id=? WHERE reference=?", organization, reference);
    run("UPDATE sealed_audience SET organization_id=? WHERE reference=?", organization, reference);
    run(
        "UPDATE consent_decision SET organization_id=? WHERE reference=?",
        organization == null ? NOBODY : organization,
        reference);
  }

  void removeSealed(long sid) {
    run("DELETE FROM sealed_audience WHERE sid=?", sid);
  }

  void putSealed(long sid, String reference, @Nullable String organization) {
    run(
        "INSERT INTO sealed_audience (sid, reference, organization_id) VALUES (?,?,?)",
        sid,
        reference,
        organization);
  }

  void putDevice(long sid, String owner) {
    run(
        "REPLACE INTO device_registration (device_sid, owner_organization) VALUES (?,?)",
        sid,
        owner);
  }

  void removeDevice(long sid) {
    run("DELETE FROM device_registration WHERE device_sid=?", sid);
  }

  void putCase(
      long sid, String task, StandingMapper.Case call, @Nullable String acceptedBy, long closedAt) {
    run("DELETE FROM emergency_case_standing WHERE case_sid=?", sid);
    run("DELETE FROM emergency_case_party WHERE case_sid=?", sid);
    run(
        "INSERT INTO emergency_case_standing (case_sid, case_id, task_id, area,"
            + " centre_organization, accepted_organization, accepted, exercise, closed_at)"
            + " VALUES (?,?,?,?,?,?,?,?,?)",
        sid,
        call.caseId(),
        task,
        call.area(),
        call.centre(),
        acceptedBy,
        call.accepted(),
        call.exercise(),
        closedAt);
    for (String resident : call.residents()) {
      run("INSERT INTO emergency_case_party (case_sid, resident_id) VALUES (?,?)", sid, resident);
    }
    run("UPDATE emergency_row SET case_id=? WHERE task_id=?", call.caseId(), task);
  }

  /** Who accepted the case, and since when it is closed; empty for a new one. */
  Optional<CaseMemory> remembered(long sid) {
    return DatabaseQuery.of(
            "SELECT accepted_organization, closed_at FROM emergency_case_standing"
                + " WHERE case_sid=?",
            sid)
        .first(dataSource, row -> new CaseMemory(row.getString(1), row.getLong(2)));
  }

  /** What a case's later versions no longer tell. */
  record CaseMemory(@Nullable String acceptedBy, long closedAt) {}

  void closeCase(long sid, long at) {
    run(
        "UPDATE emergency_case_standing SET closed_at=? WHERE case_sid=? AND closed_at>?",
        at,
        sid,
        at);
  }

  void putCaseRow(long sid, StandingMapper.CaseTie tie) {
    String caseId = tie.caseId();
    if (caseId == null && tie.task() != null) {
      caseId =
          DatabaseQuery.of(
                  "SELECT case_id FROM emergency_case_standing WHERE task_id=?", tie.task())
              .first(dataSource, row -> row.getString(1))
              .orElse(null);
    }
    run(
        "REPLACE INTO emergency_row (sid, case_id, task_id, centre_organization)"
            + " VALUES (?,?,?,?)",
        sid,
        caseId,
        tie.task(),
        tie.centre());
  }

  void putModes(long sid, String plan, Collection<AreaCode> areas, Span span) {
    removeModes(sid);
    for (AreaCode area : areas) {
      run(
          "INSERT INTO emergency_mode (plan_sid, area, plan_id, starts, ends) VALUES (?,?,?,?,?)",
          sid,
          area.value(),
          plan,
          span.from(),
          span.until());
    }
  }

  void removeModes(long sid) {
    run("DELETE FROM emergency_mode WHERE plan_sid=?", sid);
  }

  void putFact(long sid, StandingMapper.Fact fact) {
    if (!fact.plan().isEmpty()) {
      run(
          "REPLACE INTO rescue_fact (fact_sid, fact_id, resident_id, plan_id, rescue, observed_at)"
              + " VALUES (?,?,?,?,?,?)",
          sid,
          fact.id(),
          fact.resident(),
          fact.plan(),
          fact.rescue(),
          fact.observedAt());
    }
    for (String replaced : fact.replaces()) {
      run(
          "INSERT IGNORE INTO rescue_fact_replaced (fact_id, resident_id) VALUES (?,?)",
          replaced,
          fact.resident());
    }
  }

  void removeFact(long sid) {
    run("DELETE FROM rescue_fact WHERE fact_sid=?", sid);
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    SID_COLUMNS.forEach((table, column) -> GoneRows.remove(dataSource, table, column));
  }
}
