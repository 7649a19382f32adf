package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.CaseAccess;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** Decides on emergency cases by the same rules. */
@ApplicationScoped
public class DisclosedCases implements CaseAccess {
  private StandingRepository standings;
  private AuditScope audit;
  private ConsentConfig config;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DisclosedCases() {}

  @Inject
  DisclosedCases(
      StandingRepository standings, AuditScope audit, ConsentConfig config, Clock clock) {
    this.standings = standings;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
  }

  private Asking asking(Actor actor) {
    return new Asking(actor, clock.millis(), config.byLaws());
  }

  @Override
  public Decision decide(Actor actor, String caseId) {
    if (actor.isSystem()) {
      return new Decision(true, true, Ground.SYSTEM, "", Set.of(DataSet.EMERGENCY_CASE));
    }
    Asking asking = asking(actor);
    Optional<CaseStanding> known = standings.ofCase(caseId);
    Decision decision = known.map(call -> judge(asking, call)).orElse(Decision.denied());
    if (decision.allowed()) {
      audit.ground(decision.ground().code(), decision.basis());
      known.ifPresent(
          call ->
              call.residents()
                  .forEach(
                      resident ->
                          audit.permitted(
                              new ResidentId(resident),
                              decision.ground().code(),
                              decision.basis())));
      audit.dataSet(DataSet.EMERGENCY_CASE.code());
    }
    return decision;
  }

  /** The decision alone, without a trace: for streams, where each event would be one. */
  Decision judge(Asking asking, CaseStanding call) {
    Optional<Permit> permit = AccessRules.caseItself(asking, call);
    boolean drillForFire = call.exercise() && asking.hasAny(Role.FIRE);
    if (permit.isPresent() && !drillForFire) {
      return allowed(permit.get());
    }
    List<Decision> residents = residents(asking, call);
    if (permit.isPresent()
        && residents.stream().allMatch(decision -> decision.shows(DataSet.EMERGENCY_CASE))) {
      return allowed(permit.get());
    }
    return residents.stream()
        .filter(decision -> decision.shows(DataSet.CARE_RECORD))
        .findFirst()
        .map(
            decision ->
                new Decision(
                    true,
                    true,
                    decision.ground(),
                    decision.basis(),
                    Set.of(DataSet.EMERGENCY_CASE)))
        .orElseGet(
            () ->
                new Decision(
                    false, AccessRules.isListedFor(asking, call), Ground.NONE, "", Set.of()));
  }

  private static Decision allowed(Permit permit) {
    return new Decision(true, true, permit.ground(), permit.basis(), permit.view());
  }

  private List<Decision> residents(Asking asking, CaseStanding call) {
    Map<String, ResidentStanding> known = standings.standings(call.residents(), asking);
    return call.residents().stream()
        .map(
            resident ->
                Optional.ofNullable(known.get(resident))
                    .map(standing -> AccessRules.decide(asking, standing, DataSet.EMERGENCY_CASE))
                    .orElse(Decision.denied()))
        .toList();
  }

  @Override
  public Decision require(Actor actor, String caseId) {
    Decision decision = decide(actor, caseId);
    if (!decision.allowed()) {
      standings
          .ofCase(caseId)
          .ifPresent(
              call ->
                  call.residents().forEach(resident -> audit.resident(new ResidentId(resident))));
      audit.denied(Ground.NONE.code());
      throw decision.reachable()
          ? new ProblemException(ProblemCode.FORBIDDEN)
          : ProblemException.notFound();
    }
    return decision;
  }

  @Override
  public Condition listed(Actor actor, String caseIdColumn) {
    return condition(actor, caseIdColumn, true);
  }

  @Override
  public Condition read(Actor actor, String caseIdColumn) {
    return condition(actor, caseIdColumn, false);
  }

  private Condition condition(Actor actor, String column, boolean alsoListed) {
    if (actor.isSystem()) {
      return Sql.ALWAYS;
    }
    Asking asking = asking(actor);
    audit.ground(usualGround(actor).code(), "").dataSet(DataSet.EMERGENCY_CASE.code());
    CaseConditions cases = new CaseConditions(asking, new ResidentConditions(asking));
    Condition which =
        Sql.any(
            cases.read("v_k"),
            cases.ofResidents("v_k"),
            alsoListed ? cases.listed("v_k") : Sql.NEVER);
    return which.equals(Sql.NEVER)
        ? Sql.NEVER
        : Sql.around(
            "EXISTS (SELECT 1 FROM emergency_case_standing v_k WHERE v_k.case_id="
                + column
                + " AND ",
            List.of(),
            which,
            ")");
  }

  private static Ground usualGround(Actor actor) {
    if (actor.hasAny(Role.CARE)) {
      return Ground.TEAM_AND_CONSENT;
    }
    if (actor.has(Role.CITY_WELFARE)) {
      return Ground.REGISTRATION_DUTY;
    }
    return actor.has(Role.EMERGENCY_CENTRE) ? Ground.DEVICE_REGISTRATION : Ground.EMERGENCY_CASE;
  }
}
