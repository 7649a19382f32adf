package jp.tsunagi.exchange.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import jp.tsunagi.emergency.boundary.EmergencyEventReceipt;
import jp.tsunagi.emergency.boundary.EmergencyEventService;
import jp.tsunagi.emergency.boundary.ReceiveEmergencyEvent;
import jp.tsunagi.exchange.control.EmergencyMessageMapper;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.record.boundary.FhirResource;

/**
 * 通報メッセージの受付. Takes emergency events as FHIR messages: the same command, the same use case, the
 * same effect once as {@code POST /api/emergency-events}; only the form differs.
 */
@ApplicationScoped
public class EmergencyMessages {
  private EmergencyEventService events;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected EmergencyMessages() {}

  @Inject
  EmergencyMessages(EmergencyEventService events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * Takes a message and answers with the message that responds to it.
   *
   * @param base the address of the FHIR door
   */
  public FhirResource process(FhirResource message, String base) {
    ReceiveEmergencyEvent command = EmergencyMessageMapper.toCommand(message);
    EmergencyEventReceipt receipt = PassingFailure.outlast(() -> events.receive(command));
    return EmergencyMessageMapper.toAnswer(message, receipt, clock.instant(), base);
  }
}
