package jp.tsunagi.emergency.control;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.emergency.control.DeviceRegister.RegisteredDevice;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.ReceivedCall;
import org.jspecify.annotations.Nullable;

/**
 * 案件への割当て. Decides, before an event is written, whom it is about and which case it belongs to: the
 * open one of its device or household, a new one, or none.
 *
 * <p>Holds the lines of the device and its residents from here until the transaction ends, so that
 * simultaneous events of one household meet in one case.
 */
@ApplicationScoped
public class CaseAssignment {
  /**
   * @param call the event with all that is known of it; its Communication has no id yet
   * @param device relative reference of the Device, null when nobody has registered it
   */
  public record Assigned(ReceivedCall call, @Nullable String device) {}

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private EmergencyLineRepository lines;
  private EmergencyCaseRepository cases;
  private DeviceRegister devices;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected CaseAssignment() {}

  @Inject
  CaseAssignment(
      EmergencyLineRepository lines,
      EmergencyCaseRepository cases,
      DeviceRegister devices,
      Clock clock) {
    this.lines = lines;
    this.cases = cases;
    this.devices = devices;
    this.clock = clock;
  }

  /** Makes everybody else who speaks of this device wait until the transaction ends. */
  public void hold(String deviceId) {
    lines.lockDevice(deviceId);
  }

  /**
   * Assigns an event whose device is held.
   *
   * @param centre id of the organization that hands the event over
   */
  public Assigned assign(EmergencyEvent event, String centre) {
    Optional<RegisteredDevice> device = devices.find(event.deviceId());
    List<String> residents = device.map(RegisteredDevice::residents).orElse(List.of());
    lines.lockResidents(residents);
    String open = openCase(event, residents).map(EmergencyCase::id).orElse(null);
    // What an unknown device says shows up nowhere else, so whatever it is somebody must take it.
    boolean needsCase = event.kind().isAlarm() || device.isEmpty();
    return new Assigned(
        new ReceivedCall(
            "",
            event,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            device.isPresent(),
            residents,
            centre,
            needsCase ? (open != null ? open : ids.generate().toString()) : null,
            needsCase ? null : open),
        device.map(RegisteredDevice::reference).orElse(null));
  }

  /** Makes the lines of a call that was assigned long ago, when the book is made again. */
  void reopen(ReceivedCall call) {
    lines.lockDevice(call.event().deviceId());
    lines.lockResidents(call.residents());
  }

  /** From now on, events of the call's device and household lead to its case. */
  public void settle(ReceivedCall call) {
    if (call.caseId() != null) {
      lines.pointTo(
          call.caseId(), call.event().deviceId(), call.residents(), call.event().exercise());
    }
  }

  /** As {@link #settle}, of lines that lead nowhere or to an older case. */
  void settleWhereNothingNewerStands(ReceivedCall call, EmergencyCase emergency) {
    boolean exercise = call.event().exercise();
    String device = call.event().deviceId();
    if (!lines.allLead(emergency.receivedAt(), device, call.residents(), exercise)) {
      reopen(call);
      lines.pointIfNewer(
          emergency.id(), emergency.receivedAt(), device, call.residents(), exercise);
    }
  }

  private Optional<EmergencyCase> openCase(EmergencyEvent event, List<String> residents) {
    return lines.casesOf(event.deviceId(), residents, event.exercise()).stream()
        .sorted()
        .map(cases::lock)
        .flatMap(Optional::stream)
        .filter(emergency -> emergency.state().takesFurtherAlarms())
        .max(Comparator.comparing(EmergencyCase::receivedAt));
  }
}
