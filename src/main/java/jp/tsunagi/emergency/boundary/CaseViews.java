package jp.tsunagi.emergency.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.emergency.boundary.CaseDetails.Responder;
import jp.tsunagi.emergency.control.CaseLedger;
import jp.tsunagi.emergency.control.CaseTransitionPolicy;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.GeoPoint;
import jp.tsunagi.emergency.entity.Outcome;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.emergency.entity.SourceCode;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.resident.boundary.CrewCards;
import jp.tsunagi.resident.boundary.ResidentLine;
import jp.tsunagi.resident.boundary.ResidentLines;
import org.jspecify.annotations.Nullable;

/** 案件の見せ方. Shows each caller of a case and its residents what the access policy lets through. */
@ApplicationScoped
class CaseViews {
  private CaseLedger ledger;
  private AccessPolicy policy;
  private ResidentLines residentLines;
  private CrewCards crewCards;
  private AreaTree areas;

  @SuppressWarnings("NullAway.Init")
  protected CaseViews() {}

  @Inject
  CaseViews(
      CaseLedger ledger,
      AccessPolicy policy,
      ResidentLines residentLines,
      CrewCards crewCards,
      AreaTree areas) {
    this.ledger = ledger;
    this.policy = policy;
    this.residentLines = residentLines;
    this.crewCards = crewCards;
    this.areas = areas;
  }

  /** The lines of a list, in the order of the cases. */
  List<CaseItem> items(List<EmergencyCase> cases, Actor actor, String language) {
    Set<String> all = new LinkedHashSet<>();
    cases.forEach(emergency -> all.addAll(emergency.residents()));
    Map<ResidentId, Decision> views = policy.views(actor, ids(all));
    Map<ResidentId, ResidentLine> lines = residentLines.of(views.keySet(), language);
    return cases.stream()
        .map(
            emergency ->
                item(
                    emergency,
                    shownIds(emergency, views.keySet(), actor),
                    residents(emergency, views, lines),
                    language))
        .toList();
  }

  private static List<CaseResident> residents(
      EmergencyCase emergency,
      Map<ResidentId, Decision> views,
      Map<ResidentId, ResidentLine> lines) {
    List<CaseResident> residents = new ArrayList<>();
    for (ResidentId id : ids(emergency.residents())) {
      Decision view = views.get(id);
      ResidentLine line = lines.get(id);
      if (view != null && line != null) {
        residents.add(resident(line, view));
      }
    }
    return residents;
  }

  // A centre knows whom its devices serve; to everybody else an unseen resident has no id.
  private static List<String> shownIds(EmergencyCase emergency, Set<ResidentId> seen, Actor actor) {
    return actor.has(Role.EMERGENCY_CENTRE)
        ? emergency.residents()
        : emergency.residents().stream()
            .filter(resident -> seen.contains(new ResidentId(resident)))
            .toList();
  }

  private CaseItem item(
      EmergencyCase emergency, List<String> ids, List<CaseResident> residents, String language) {
    return new CaseItem(
        emergency.id(),
        ids,
        emergency.kind().code(),
        emergency.state().code(),
        emergency.area(),
        areaName(emergency, language),
        emergency.receivedAt(),
        emergency.acceptance().map(TakenStep::user).orElse(null),
        emergency.acceptance().map(TakenStep::name).orElse(null),
        emergency.exercise(),
        emergency.unregistered(),
        emergency.unregistered() ? emergency.deviceId() : null,
        residents);
  }

  /** One case with all the caller may know of it. */
  CaseDetails details(EmergencyCase emergency, Actor actor, String language) {
    Decision read = ledger.decide(emergency.id(), actor);
    Map<ResidentId, Decision> views = policy.views(actor, ids(emergency.residents()));
    Map<ResidentId, ResidentLine> lines = residentLines.of(views.keySet(), language);
    return new CaseDetails(
        emergency.id(),
        emergency.state().code(),
        emergency.kind().code(),
        emergency.area(),
        areaName(emergency, language),
        emergency.receivedAt(),
        emergency.exercise(),
        emergency.unregistered(),
        emergency.unregistered() ? emergency.deviceId() : null,
        emergency.acceptance().map(CaseViews::responder).orElse(null),
        shownIds(emergency, views.keySet(), actor),
        residents(emergency, views, lines),
        emergency.steps().stream().map(CaseViews::step).toList(),
        ledger.callsOf(emergency).stream().map(CaseViews::event).toList(),
        emergency.taken(CaseStep.OUTCOME).map(CaseViews::result).orElse(null),
        crewCards.visible(actor, views.keySet(), language),
        mayTake(emergency, actor),
        policy.state(read, language));
  }

  /** Why the caller sees cases at all. */
  Ground groundOf(Actor actor) {
    if (actor.hasAny(Role.FIRE) || actor.has(Role.CITY_DISASTER)) {
      return Ground.EMERGENCY_CASE;
    }
    if (actor.hasAny(Role.CARE)) {
      return Ground.TEAM_AND_CONSENT;
    }
    if (actor.has(Role.CITY_WELFARE)) {
      return Ground.REGISTRATION_DUTY;
    }
    return actor.has(Role.EMERGENCY_CENTRE) ? Ground.DEVICE_REGISTRATION : Ground.NONE;
  }

  StatedGround stated(Ground ground, String language) {
    Decision decision = new Decision(true, true, ground, "", Set.of(DataSet.EMERGENCY_CASE));
    return new StatedGround(ground.code(), policy.explain(decision, language));
  }

  private static List<String> mayTake(EmergencyCase emergency, Actor actor) {
    return Arrays.stream(CaseStep.values())
        .filter(step -> CaseTransitionPolicy.mayTakeNext(emergency, step, actor))
        .map(CaseStep::code)
        .toList();
  }

  private @Nullable String areaName(EmergencyCase emergency, String language) {
    String area = emergency.area();
    return area == null ? null : areas.nameOf(new AreaCode(area), language);
  }

  private static CaseResident resident(ResidentLine line, Decision view) {
    boolean carded = view.shows(DataSet.CREW_CARD) || view.shows(DataSet.CARE_RECORD);
    boolean placed = carded || view.shows(DataSet.ROSTER_ITEM);
    return new CaseResident(
        line.id(),
        line.name(),
        line.kana(),
        line.age(),
        view.shows(DataSet.CARE_RECORD) ? line.careLevel() : null,
        placed ? line.address() : null,
        carded ? line.warnings() : null);
  }

  private static CaseDetails.Step step(TakenStep taken) {
    return new CaseDetails.Step(taken.step().code(), taken.at(), responder(taken));
  }

  private static Responder responder(TakenStep taken) {
    return new Responder(taken.user(), taken.name(), taken.organizationName());
  }

  private static CaseDetails.Result result(TakenStep taken) {
    Outcome outcome = Objects.requireNonNull(taken.outcome());
    return new CaseDetails.Result(
        outcome.code().code(), outcome.text(), outcome.destination(), taken.at(), responder(taken));
  }

  private static CaseDetails.Event event(ReceivedCall call) {
    SourceCode code = call.event().code();
    GeoPoint place = call.event().location();
    return new CaseDetails.Event(
        call.event().eventId(),
        call.event().kind().code(),
        code == null ? null : new CaseDetails.Code(code.system(), code.value()),
        call.event().occurredAt(),
        call.receivedAt(),
        call.event().text(),
        place == null ? null : new CaseDetails.Location(place.latitude(), place.longitude()));
  }

  private static List<ResidentId> ids(Collection<String> residents) {
    return residents.stream().map(ResidentId::new).toList();
  }
}
