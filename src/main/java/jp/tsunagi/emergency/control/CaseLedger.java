package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.consent.boundary.CaseAccess;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.emergency.entity.CaseStep;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;

/** 案件の閲覧. Finds the cases a caller may see, and what belongs to them. */
@ApplicationScoped
public class CaseLedger {
  private EmergencyCaseRepository cases;
  private EmergencyEventRepository events;
  private RecordStore records;
  private CaseAccess access;

  @SuppressWarnings("NullAway.Init")
  protected CaseLedger() {}

  @Inject
  CaseLedger(
      EmergencyCaseRepository cases,
      EmergencyEventRepository events,
      RecordStore records,
      CaseAccess access) {
    this.cases = cases;
    this.events = events;
    this.records = records;
    this.access = access;
  }

  public List<EmergencyCase> list(CaseFilter filter, Actor actor) {
    return cases.list(filter, access.listed(actor, "c.case_id"));
  }

  /** A case the actor may read; others are refused as the policy refuses them. */
  public EmergencyCase read(String caseId, Actor actor) {
    access.require(actor, caseId);
    return cases.find(caseId).orElseThrow(ProblemException::notFound);
  }

  /** Why the actor may read a case. */
  public Decision decide(String caseId, Actor actor) {
    return access.decide(actor, caseId);
  }

  /**
   * The case, held for a step of the actor's; empty when the actor does not know of it. Who was
   * beaten to accepting what was offered to all is told by whom, although the case has gone from
   * view.
   */
  public Optional<EmergencyCase> hold(String caseId, CaseStep step, Actor actor) {
    return cases
        .lock(caseId)
        .filter(
            emergency ->
                CaseTransitionPolicy.wasOfferedToAll(emergency, step, actor)
                    || access.decide(actor, caseId).reachable());
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
}
