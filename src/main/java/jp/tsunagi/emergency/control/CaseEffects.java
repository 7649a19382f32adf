package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.emergency.control.CaseProjection.Entered;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.notification.boundary.Notice;
import jp.tsunagi.notification.boundary.Notices;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import org.jspecify.annotations.Nullable;

/**
 * 案件の影響. What follows from each change of a case, in the same transaction: its Task shows it, open
 * screens learn it, the support team is told, and the crew's card opens and ends with it.
 */
@ApplicationScoped
public class CaseEffects {
  private static final List<String> OFFERED_TO =
      List.of(Role.FIRE_DISPATCH.code(), Role.FIRE_CREW.code(), Role.CITY_DISASTER.code());

  private CaseRecord record;
  private EmergencyCaseRepository cases;
  private LiveEvents liveEvents;
  private Notices notices;

  @SuppressWarnings("NullAway.Init")
  protected CaseEffects() {}

  @Inject
  CaseEffects(
      CaseRecord record, EmergencyCaseRepository cases, LiveEvents liveEvents, Notices notices) {
    this.record = record;
    this.cases = cases;
    this.liveEvents = liveEvents;
    this.notices = notices;
  }

  /** A call opened the case or joined it. */
  void ofAlarm(Entered entered, String communication, Actor actor) {
    EmergencyCase emergency = entered.emergency();
    if (entered.opened()) {
      record.open(emergency, communication, actor);
      tellTeams(emergency, Notice.Kind.EMERGENCY_CASE, actor);
    } else {
      record.update(emergency, actor);
    }
    show(emergency);
  }

  /** The resident or the centre took a call back: those on the case must see it at once. */
  void ofCancellation(String caseId) {
    cases.find(caseId).ifPresent(this::show);
  }

  void ofStep(EmergencyCase emergency, TakenStep step, Actor actor) {
    record.update(emergency, actor);
    if (step.step() == CaseStep.OUTCOME) {
      tellTeams(emergency, Notice.Kind.EMERGENCY_OUTCOME, actor);
    }
    Map<String, Object> shown = show(emergency);
    if (step.step() == CaseStep.ACCEPT && emergency.jurisdiction() == null) {
      // It was on the screens of all who could have taken it, and leaves those of the others now.
      liveEvents.publish(new LiveEvent("emergency-case", shown, Map.of("roles", OFFERED_TO)));
    }
  }

  @Nullable String postOf(TakenStep step) {
    return record.postOf(step);
  }

  private void tellTeams(EmergencyCase emergency, Notice.Kind kind, Actor actor) {
    for (String resident : emergency.residents()) {
      notices.tellTeamOf(
          new ResidentId(resident),
          new Notice(kind, "Task/" + emergency.id(), actor, emergency.exercise()));
    }
  }

  /** Tells everybody who reads or lists the case. */
  private Map<String, Object> show(EmergencyCase emergency) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("caseId", emergency.id());
    shown.put("residentIds", emergency.residents());
    shown.put("kind", emergency.kind().code());
    shown.put("state", emergency.state().code());
    shown.put("exercise", emergency.exercise());
    liveEvents.publish(new LiveEvent("emergency-case", shown, Map.of("case", emergency.id())));
    return shown;
  }
}
