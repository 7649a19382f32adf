package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.disaster.control.DisasterRepository;
import jp.tsunagi.disaster.control.DrillConsent;
import jp.tsunagi.disaster.control.RosterLineRepository;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.Visibility.Condition;

/**
 * 名簿の開示. Asks the access policy for what a caller may see of a disaster's roster, as a condition
 * inside the query, and words the ground of the answer.
 */
@ApplicationScoped
public class RosterAccess {
  /** Who may ever see a roster line, and report on who is on it. */
  private static final Set<Role> READERS =
      EnumSet.of(
          Role.CARE_MANAGER,
          Role.CARE_PROVIDER,
          Role.HOSPITAL,
          Role.FIRE_DISPATCH,
          Role.FIRE_CREW,
          Role.WELFARE_COMMISSIONER,
          Role.CITY_DISASTER,
          Role.CITY_WELFARE);

  private AccessPolicy policy;
  private DisasterRepository disasters;
  private RosterLineRepository lines;
  private DrillConsent drillConsent;
  private AuditScope audit;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RosterAccess() {}

  @Inject
  RosterAccess(
      AccessPolicy policy,
      DisasterRepository disasters,
      RosterLineRepository lines,
      DrillConsent drillConsent,
      AuditScope audit,
      Clock clock) {
    this.policy = policy;
    this.disasters = disasters;
    this.lines = lines;
    this.drillConsent = drillConsent;
    this.audit = audit;
    this.clock = clock;
  }

  /** The disaster, for a role that may see rosters. */
  StoredDisaster require(String id, Actor actor) {
    if (!actor.hasAny(READERS)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    StoredDisaster stored = disasters.find(id).orElseThrow(ProblemException::notFound);
    audit
        .dataSet(DataSet.ROSTER_ITEM.code())
        .exercise(stored.disaster().exercise())
        .resource("CarePlan/" + stored.disaster().id());
    return stored;
  }

  /** Which Patients, on {@code r}, the actor may see the roster item of, in this disaster. */
  Condition visible(Actor actor, Disaster disaster) {
    Condition seen = policy.visibility(actor, DataSet.ROSTER_ITEM).on("r", "Patient");
    if (!disaster.exercise()) {
      return seen;
    }
    Condition admitted = drillConsent.admitted(disaster);
    List<Object> values = new ArrayList<>(seen.parameters());
    values.addAll(admitted.parameters());
    return new Condition("(" + seen.sql() + ") AND (" + admitted.sql() + ")", values);
  }

  /** Whether the actor may see a resident's safety reports at all. */
  boolean sees(Actor actor, ResidentId resident) {
    return lines
        .visible(
            List.of(resident.value()),
            policy.visibility(actor, DataSet.ROSTER_ITEM).on("r", "Patient"))
        .containsKey(resident.value());
  }

  /** Enters what is shown into the audit entry and says on which ground. */
  StatedGround shown(
      Actor actor, Disaster disaster, Collection<RosterLine> lines, String language) {
    return touched(actor, disaster, lines.stream().map(RosterLine::resident).toList(), language);
  }

  /** Enters whom a report or a look concerns into the audit entry and says on which ground. */
  StatedGround touched(
      Actor actor, Disaster disaster, Collection<String> residents, String language) {
    Decision decision =
        new Decision(
            true,
            true,
            ground(actor, disaster),
            basis(actor, disaster),
            Set.of(DataSet.ROSTER_ITEM));
    audit
        .ground(decision.ground().code(), decision.basis())
        .residents(residents.stream().map(ResidentId::new).toList());
    return policy.state(decision, language);
  }

  private Ground ground(Actor actor, Disaster disaster) {
    if (actor.has(Role.CITY_DISASTER)) {
      return Ground.ROSTER_INTERNAL_USE;
    }
    if (actor.has(Role.CITY_WELFARE)) {
      return Ground.REGISTRATION_DUTY;
    }
    if (actor.hasAny(Role.CARE)) {
      return Ground.TEAM_AND_CONSENT;
    }
    return modeRuns(disaster) ? Ground.EMERGENCY_MODE : Ground.ADVANCE_CONSENT;
  }

  private String basis(Actor actor, Disaster disaster) {
    return ground(actor, disaster) == Ground.EMERGENCY_MODE ? "CarePlan/" + disaster.id() : "";
  }

  private boolean modeRuns(Disaster disaster) {
    EmergencyMode mode = disaster.mode();
    return !disaster.exercise() && mode != null && mode.isActive(clock.instant());
  }
}
