package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import jp.tsunagi.emergency.control.Jurisdictions.Place;
import jp.tsunagi.emergency.entity.CaseState;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.emergency.entity.ReceivedCall;
import jp.tsunagi.emergency.entity.TakenStep;
import org.jspecify.annotations.Nullable;

/**
 * 案件簿への記入. Enters calls and steps into the case book. The same entries follow from the resources at
 * any later time, so the book can be made again.
 */
@ApplicationScoped
public class CaseProjection {
  /**
   * @param opened whether the call opened the case; otherwise it joined one
   */
  public record Entered(EmergencyCase emergency, boolean opened) {}

  private EmergencyCaseRepository cases;
  private EmergencyEventRepository events;
  private Jurisdictions jurisdictions;

  @SuppressWarnings("NullAway.Init")
  protected CaseProjection() {}

  @Inject
  CaseProjection(
      EmergencyCaseRepository cases, EmergencyEventRepository events, Jurisdictions jurisdictions) {
    this.cases = cases;
    this.events = events;
    this.jurisdictions = jurisdictions;
  }

  /** Enters a call; the case it opened or joined as it stands now, if it has one. */
  public Optional<Entered> enter(ReceivedCall call) {
    Optional<Entered> entered =
        call.caseId() == null ? Optional.empty() : Optional.of(enterCase(call.caseId(), call));
    events.add(
        new KeptEvent(
            call.communication(),
            call.event().centre(),
            call.event().eventId(),
            call.event().contentDigest(),
            call.event().kind(),
            call.event().deviceId(),
            call.registered(),
            call.event().exercise(),
            call.event().occurredAt().toInstant(),
            call.receivedAt(),
            call.shownWith(),
            call.caseId(),
            entered.map(Entered::emergency).map(EmergencyCase::state).orElse(CaseState.RECEIVED)),
        call.residents());
    return entered;
  }

  /** Enters a step; the case as it stands now. */
  public EmergencyCase enter(EmergencyCase before, TakenStep step) {
    EmergencyCase after = before.with(step);
    cases.add(after.id(), step);
    cases.put(after);
    return after;
  }

  Entered enterCase(String caseId, ReceivedCall call) {
    @Nullable EmergencyCase before = cases.lock(caseId).orElse(null);
    Place place =
        before != null && before.jurisdiction() != null
            ? Place.UNKNOWN
            : jurisdictions.of(call.residents());
    EmergencyCase after =
        before == null
            ? EmergencyCase.openedBy(caseId, call, place.area(), place.jurisdiction())
            : before.joinedBy(call, place.area(), place.jurisdiction());
    cases.put(after);
    return new Entered(after, before == null);
  }
}
