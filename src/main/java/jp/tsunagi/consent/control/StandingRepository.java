package jp.tsunagi.consent.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ConsentDecision;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.consent.entity.PersonAccount;
import jp.tsunagi.consent.entity.PlanSupporter;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.consent.entity.ResidentStanding.Grant;
import jp.tsunagi.consent.entity.ResidentStanding.Mode;
import jp.tsunagi.consent.entity.ResidentStanding.TeamPlace;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.Visibility.Beside;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what decisions rest on: one statement for any number of residents, with only those parts
 * that the asker's roles make matter.
 */
@ApplicationScoped
public class StandingRepository {
  /** What stands in the register of a resident. */
  static final Beside REGISTER =
      new Beside("resident_standing", "resident_id", List.of("city", "area"));

  private static final int FIRST_TEXT = 3;
  private static final int TEXTS = 5;
  private static final int NUMBERS = 4;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected StandingRepository() {}

  StandingRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** One row of the statement: which part it is, whom it is about, and values by position. */
  private record Fact(
      String part, @Nullable String resident, List<@Nullable String> texts, long[] numbers) {

    private String text(int position) {
      String value = texts.get(position);
      return value == null ? "" : value;
    }

    private Span span() {
      return new Span(numbers[0], numbers[1]);
    }
  }

  /** The standings of those that exist, by id. */
  Map<String, ResidentStanding> standings(Collection<String> residents, Asking asking) {
    if (residents.isEmpty()) {
      return Map.of();
    }
    List<Fact> facts = statement(residents, asking).list(dataSource, StandingRepository::fact);
    List<Mode> modes =
        facts.stream()
            .filter(fact -> fact.part().equals("mode"))
            .map(fact -> new Mode(fact.text(0), new AreaCode(fact.text(1)), fact.span()))
            .toList();
    Map<String, List<Fact>> byResident =
        facts.stream()
            .filter(fact -> fact.resident() != null)
            .collect(Collectors.groupingBy(fact -> String.valueOf(fact.resident())));
    Map<String, ResidentStanding> standings = new LinkedHashMap<>();
    byResident.forEach(
        (id, own) ->
            own.stream()
                .filter(fact -> fact.part().equals("resident"))
                .findFirst()
                .ifPresent(base -> standings.put(id, standing(id, base, own, modes, asking))));
    return standings;
  }

  /** What {@link #REGISTER} told of a resident, to an asker who needs no more. */
  static ResidentStanding ofRegister(String id, List<@Nullable String> told) {
    return new ResidentStanding(
        id,
        told.get(0),
        area(told.get(1)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        false);
  }

  private ResidentStanding standing(
      String id, Fact base, List<Fact> own, List<Mode> modes, Asking asking) {
    List<TeamPlace> teams = new ArrayList<>();
    List<ConsentDecision> consents = new ArrayList<>();
    Map<String, List<ConsentDecision>> helpers = new LinkedHashMap<>();
    Map<String, List<Fact>> cases = new LinkedHashMap<>();
    Set<String> rescues = new HashSet<>();
    List<Grant> grants = new ArrayList<>();
    List<PersonAccount> accounts = new ArrayList<>();
    for (Fact fact : own) {
      switch (fact.part()) {
        case "team" -> teams.add(new TeamPlace(fact.text(0), fact.text(1), fact.span()));
        case "consent" -> consent(fact).ifPresent(consents::add);
        case "helper" ->
            helpers
                .computeIfAbsent(fact.text(1), none -> new ArrayList<>())
                .addAll(fact.numbers()[3] == 0 ? List.of() : List.of(ofHelper(fact)));
        case "case" -> cases.computeIfAbsent(fact.text(0), none -> new ArrayList<>()).add(fact);
        case "rescue" -> rescues.add(fact.text(0));
        case "grant" -> grants.add(new Grant(fact.text(0), asking.actor().user(), fact.span()));
        case "account" ->
            accounts.add(
                new PersonAccount(
                    asking.actor().user(),
                    id,
                    fact.text(0),
                    PersonAccount.isHerself((int) fact.numbers()[2]),
                    fact.span()));
        default -> {}
      }
    }
    return new ResidentStanding(
        id,
        base.texts().get(0),
        area(base.texts().get(1)),
        teams,
        consents,
        helpers.entrySet().stream()
            .map(helper -> new PlanSupporter(helper.getKey(), helper.getValue()))
            .toList(),
        cases.values().stream().map(facts -> ofCase(facts.get(0), Set.of(id))).toList(),
        modes,
        rescues,
        grants,
        accounts,
        mayRestOnOwnEntries(teams, consents, asking) && hasOwnEntries(base.numbers()[0], asking));
  }

  // Asked only where it decides: in the team, and no consent ever given or withdrawn.
  private static boolean mayRestOnOwnEntries(
      List<TeamPlace> teams, List<ConsentDecision> consents, Asking asking) {
    return !teams.isEmpty()
        && !ConsentDecision.hasLapsed(
            consents, ConsentPurpose.NOTEBOOK_SHARING, asking.organization(), asking.now());
  }

  private boolean hasOwnEntries(long residentSid, Asking asking) {
    return DatabaseQuery.of(
            "SELECT 1 FROM compartment o JOIN resource e ON e.sid=o.sid WHERE o.resident_sid=?"
                + " AND e.author_organization=? LIMIT 1",
            residentSid,
            asking.organization())
        .first(dataSource, row -> true)
        .isPresent();
  }

  private static DatabaseQuery statement(Collection<String> residents, Asking asking) {
    boolean care = asking.hasAny(Role.CARE);
    boolean supporter = asking.hasAny(AccessRules.SUPPORTERS);
    boolean fire = asking.hasAny(Role.FIRE);
    long now = asking.now();
    DatabaseQuery sql =
        DatabaseQuery.of(
            "SELECT 'resident' AS part, resident_id, city AS t0, area AS t1, NULL AS t2, NULL AS t3,"
                + " NULL AS t4, resident_sid AS n0, deleted AS n1, 0 AS n2, 0 AS n3"
                + " FROM resident_standing WHERE resident_id IN");
    sql.addAnyOf(residents);
    if (care) {
      sql.add(
              "UNION ALL SELECT 'team', resident_id, team_id, organization_id, NULL, NULL, NULL,"
                  + " valid_from, valid_until, 0, 0 FROM team_participant WHERE organization_id=?"
                  + " AND resident_id IN",
              asking.organization())
          .addAnyOf(residents);
    }
    if (care || supporter) {
      sql.add(
              "UNION ALL SELECT 'consent', resident_id, consent_id, purpose, organization_id, NULL,"
                  + " NULL, valid_from, valid_until, decided_at, state FROM consent_decision"
                  + " WHERE organization_id IN ('',?) AND resident_id IN",
              asking.organization())
          .addAnyOf(residents);
    }
    if (supporter) {
      sql.add(
              "UNION ALL SELECT 'helper', resident_id, source_id, supporter_id, NULL, NULL, NULL,"
                  + " valid_from, valid_until, decided_at, state FROM plan_supporter"
                  + " WHERE resident_id IN")
          .addAnyOf(residents);
    }
    if (supporter || asking.has(Role.CITY_DISASTER)) {
      sql.add(
          "UNION ALL SELECT 'mode', NULL, plan_id, area, NULL, NULL, NULL, starts, ends, 0, 0"
              + " FROM emergency_mode WHERE ends>?",
          now);
    }
    if (fire) {
      sql.add(
              "UNION ALL SELECT 'case', p.resident_id, k.case_id, k.task_id, k.area,"
                  + " k.centre_organization, k.accepted_organization, 0, k.closed_at, k.accepted,"
                  + " k.exercise FROM emergency_case_party p JOIN emergency_case_standing k"
                  + " ON k.case_sid=p.case_sid WHERE k.closed_at>? AND p.resident_id IN",
              now - AccessRules.AFTER_CASE.toMillis())
          .addAnyOf(residents)
          .add(
              "UNION ALL SELECT 'rescue', f.resident_id, f.plan_id, NULL, NULL, NULL, NULL,"
                  + " 0, 0, 0, 0 FROM "
                  + RescueFacts.standing("f", "f.resident_id")
                  + " AND f.resident_id IN")
          .addAnyOf(residents);
    }
    if (asking.hasAny(AccessRules.GLASS_BREAKERS)) {
      sql.add(
              "UNION ALL SELECT 'grant', resident_id, id, NULL, NULL, NULL, NULL, opened_at,"
                  + " ends_at, 0, 0 FROM break_glass_grant WHERE user_name=? AND ends_at>?"
                  + " AND resident_id IN",
              asking.actor().user(),
              now)
          .addAnyOf(residents);
    }
    if (asking.hasAny(Role.OWN)) {
      own(sql, residents, asking);
    }
    return sql;
  }

  /** Whom the account belongs to, and to whom of them a resident's family view was given. */
  private static void own(DatabaseQuery sql, Collection<String> residents, Asking asking) {
    sql.add(
            "UNION ALL SELECT 'account', v_u.resident_id, v_u.person, NULL, NULL, NULL, NULL,"
                + " v_u.valid_from, v_u.valid_until, v_u.kind, 0 FROM person_account v_u WHERE "
                + ResidentConditions.ACCOUNT_OF_ONE
                + " AND v_u.resident_id IN",
            asking.actor().user())
        .addAnyOf(residents);
    if (asking.has(Role.FAMILY)) {
      sql.add(
              "UNION ALL SELECT 'consent', resident_id, consent_id, purpose, reference, NULL, NULL,"
                  + " valid_from, valid_until, decided_at, state FROM consent_decision"
                  + " WHERE purpose=? AND resident_id IN",
              ConsentPurpose.FAMILY_VIEW.code())
          .addAnyOf(residents);
    }
  }

  /** The residents whose own account this is, or a relative's account. */
  public List<String> residentsOfAccount(String user, long now) {
    return DatabaseQuery.of(
            "SELECT DISTINCT v_u.resident_id FROM person_account v_u WHERE "
                + ResidentConditions.ACCOUNT_OF_ONE
                + " AND v_u.valid_from<=? AND v_u.valid_until>? ORDER BY v_u.resident_id",
            user,
            now,
            now)
        .list(dataSource, row -> row.getString(1));
  }

  /** Reads {@code part, resident_id}, five texts and four numbers. */
  private static Fact fact(ResultSet row) throws SQLException {
    List<@Nullable String> texts = new ArrayList<>(TEXTS);
    for (int i = 0; i < TEXTS; i++) {
      texts.add(row.getString(FIRST_TEXT + i));
    }
    long[] numbers = new long[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = row.getLong(FIRST_TEXT + TEXTS + i);
    }
    return new Fact(row.getString(1), row.getString(2), texts, numbers);
  }

  private static Optional<ConsentDecision> consent(Fact fact) {
    return ConsentPurpose.ofCode(fact.text(1))
        .map(
            purpose ->
                new ConsentDecision(
                    fact.text(0),
                    purpose,
                    ConsentDecision.State.ofCode((int) fact.numbers()[3]),
                    fact.text(2),
                    fact.numbers()[2],
                    fact.span()));
  }

  private static ConsentDecision ofHelper(Fact fact) {
    return new ConsentDecision(
        fact.text(0),
        ConsentPurpose.EVACUATION_PLAN_ADVANCE,
        ConsentDecision.State.ofCode((int) fact.numbers()[3]),
        "",
        fact.numbers()[2],
        fact.span());
  }

  /**
   * Who is to help by a resident's plan, or was asked to, and has no consent of her own in force.
   */
  public List<String> helpersAwaited(String resident, long now) {
    return DatabaseQuery.of(
            "SELECT DISTINCT v_x.supporter_id FROM plan_supporter v_x WHERE v_x.resident_id=? AND "
                + ResidentConditions.NO_CONSENT_OF_HER_OWN
                + " ORDER BY v_x.supporter_id",
            resident,
            now,
            now,
            now,
            now)
        .list(dataSource, row -> row.getString(1));
  }

  private static CaseStanding ofCase(Fact fact, Set<String> residents) {
    return new CaseStanding(
        fact.text(0),
        fact.text(1),
        area(fact.texts().get(2)),
        fact.texts().get(3),
        fact.texts().get(4),
        fact.numbers()[2] != 0,
        fact.numbers()[3] != 0,
        fact.numbers()[1],
        residents);
  }

  private static @Nullable AreaCode area(@Nullable String code) {
    return code == null || !AreaCode.isValid(code) ? null : new AreaCode(code);
  }

  /** The case, with everybody it is about. */
  Optional<CaseStanding> ofCase(String caseId) {
    Map<Long, Set<String>> parties = new HashMap<>();
    List<Fact> facts =
        DatabaseQuery.of(
                "SELECT 'case' AS part, p.resident_id, k.case_id AS t0, k.task_id AS t1,"
                    + " k.area AS t2, k.centre_organization AS t3, k.accepted_organization AS t4,"
                    + " k.case_sid AS n0, k.closed_at AS n1, k.accepted AS n2, k.exercise AS n3"
                    + " FROM emergency_case_standing k LEFT JOIN emergency_case_party p"
                    + " ON p.case_sid=k.case_sid WHERE k.case_id=?",
                caseId)
            .list(dataSource, StandingRepository::fact);
    for (Fact fact : facts) {
      Set<String> residents = parties.computeIfAbsent(fact.numbers()[0], none -> new HashSet<>());
      if (fact.resident() != null) {
        residents.add(fact.resident());
      }
    }
    return facts.stream()
        .findFirst()
        .map(fact -> ofCase(fact, parties.getOrDefault(fact.numbers()[0], Set.of())));
  }

  /** The case a Task is, or belongs to. */
  Optional<String> caseOfTask(String taskId) {
    return DatabaseQuery.of("SELECT case_id FROM emergency_case_standing WHERE task_id=?", taskId)
        .first(dataSource, row -> row.getString(1));
  }

  /** Whether the device is registered with the organization. */
  boolean isRegistered(long deviceSid, String organization) {
    return DatabaseQuery.of(
            "SELECT 1 FROM device_registration WHERE device_sid=? AND owner_organization=?",
            deviceSid,
            organization)
        .first(dataSource, row -> true)
        .isPresent();
  }

  /** Whether a condition that is about no row of its own holds. */
  boolean holds(Condition condition) {
    if (condition.equals(Condition.ALWAYS) || condition.equals(Condition.NEVER)) {
      return condition.equals(Condition.ALWAYS);
    }
    return DatabaseQuery.of(
            "SELECT 1 FROM DUAL WHERE " + condition.sql(), condition.parameters().toArray())
        .first(dataSource, row -> true)
        .isPresent();
  }

  /** The municipality of a body, as the running transaction sees it. */
  Optional<String> cityOf(String organization) {
    return DatabaseQuery.of(
            "SELECT city FROM organization_standing WHERE organization_id=?", organization)
        .list(dataSource, row -> Optional.ofNullable(row.getString(1)))
        .stream()
        .findFirst()
        .flatMap(city -> city);
  }
}
