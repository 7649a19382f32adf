package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.KeptEvent;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;

/**
 * 受付台. Turns events and steps into resources and writes them; what follows from them follows from
 * the resources, as it does for a client of {@code /fhir}.
 */
@ApplicationScoped
public class EmergencyDesk {
  private RecordStore records;
  private AccessPolicy policy;
  private CaseAssignment assignment;
  private CentreRegister centres;
  private CaseRecord caseRecord;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyDesk() {}

  @Inject
  EmergencyDesk(
      RecordStore records,
      AccessPolicy policy,
      CaseAssignment assignment,
      CentreRegister centres,
      CaseRecord caseRecord) {
    this.records = records;
    this.policy = policy;
    this.assignment = assignment;
    this.centres = centres;
    this.caseRecord = caseRecord;
  }

  /**
   * What the centre was answered when it sent this event before. Nobody else can send an event of
   * the device from here until the transaction ends.
   */
  public Optional<KeptEvent> earlier(EmergencyEvent event, Actor actor) {
    centres.require(event.centre(), actor);
    assignment.hold(event.deviceId());
    return centres.earlier(event);
  }

  public KeptEvent take(EmergencyEvent event, Actor actor) {
    write(EmergencyCallMapper.toCommunication(event), actor);
    return centres
        .earlier(event)
        .orElseThrow(() -> new IllegalStateException("a written event is in the book"));
  }

  public void take(EmergencyCase emergency, TakenStep step, Actor actor) {
    write(CaseTaskMapper.toStep(emergency, step, caseRecord.postOf(step)), actor);
  }

  private void write(FhirResource resource, Actor actor) {
    policy.requireChange(actor, Operation.CREATE, null, resource);
    records.create(resource, actor, Door.USE_CASE);
  }
}
