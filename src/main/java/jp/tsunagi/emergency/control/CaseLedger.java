package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** 案件の閲覧. Finds the cases a caller may see, and what belongs to them. */
@ApplicationScoped
public class CaseLedger {
  private EmergencyCaseRepository cases;
  private EmergencyEventRepository events;
  private RecordStore records;
  private AccessPolicy policy;

  @SuppressWarnings("NullAway.Init")
  protected CaseLedger() {}

  @Inject
  CaseLedger(
      EmergencyCaseRepository cases,
      EmergencyEventRepository events,
      RecordStore records,
      AccessPolicy policy) {
    this.cases = cases;
    this.events = events;
    this.records = records;
    this.policy = policy;
  }

  public List<EmergencyCase> list(CaseFilter filter, Actor actor) {
    return cases.list(filter, seenBy(actor));
  }

  public Optional<EmergencyCase> find(String caseId, Actor actor) {
    return cases.find(caseId, seenBy(actor));
  }

  /**
   * The case, held for a step of the actor's; empty when the actor cannot see it. Who was beaten to
   * accepting what was offered to all is told by whom, although the case has gone from view.
   */
  public Optional<EmergencyCase> hold(String caseId, CaseStep step, Actor actor) {
    return cases
        .lock(caseId)
        .filter(
            emergency ->
                (step == CaseStep.ACCEPT
                        && emergency.jurisdiction() == null
                        && (actor.has(Role.FIRE_DISPATCH) || actor.has(Role.CITY_DISASTER)))
                    || find(caseId, actor).isPresent());
  }

  /** The calls shown with a case, in the order they came in. */
  public List<ReceivedCall> callsOf(EmergencyCase emergency) {
    List<ResourceKey> keys =
        events.ofCase(emergency.id()).stream()
            .map(KeptEvent::communication)
            .map(id -> new ResourceKey("Communication", id))
            .toList();
    return keys.isEmpty()
        ? List.of()
        : records.readAll(keys, Visibility.ALL).stream()
            .map(EmergencyCallMapper::readCall)
            .sorted(
                Comparator.comparing(ReceivedCall::receivedAt)
                    .thenComparing(ReceivedCall::communication))
            .toList();
  }

  /** Which of the residents a filter lets through. */
  public Set<String> visible(Collection<String> residents, Visibility visibility) {
    return cases.visibleResidents(residents, visibility);
  }

  private Condition seenBy(Actor actor) {
    return CaseVisibility.of(actor, policy.visibility(actor, DataSet.CARE_RECORD));
  }
}
