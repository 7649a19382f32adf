package jp.tsunagi.seed.control;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** 機器を書く. Devices of residents: those that raise a call, and those a life depends on. */
final class DeviceWriter {
  private DeviceWriter() {}

  /** A device that calls the centre, used by everybody named; the first one is its holder. */
  static void emergencyDevice(String number, String kind, List<ResidentWriter> household) {
    ResidentWriter first = household.get(0);
    Device device = device("device-" + number.toLowerCase(Locale.ROOT), kind, first);
    device.getMeta().addProfile(Profiles.EMERGENCY_DEVICE);
    device.addIdentifier(ResidentWriter.identifier(Identifiers.EMERGENCY_DEVICE, number));
    device.setOwner(new Reference("Organization/joso-centre").setDisplay("緊急通報受信センター"));
    first.add(device);
    for (ResidentWriter resident : household) {
      DeviceUseStatement use = new DeviceUseStatement();
      use.setId(resident.id() + "-uses-" + device.getIdElement().getIdPart());
      use.getMeta().addProfile(Profiles.DEVICE_USE);
      use.setStatus(DeviceUseStatementStatus.ACTIVE)
          .setSubject(resident.reference())
          .setTiming(ResidentWriter.period(resident.today().minusDays(500), null))
          .setDevice(new Reference("Device/" + device.getIdElement().getIdPart()));
      resident.add(use);
    }
  }

  /** A device that stops with the power, and what to do then. */
  static Device poweredDevice(
      ResidentWriter resident, String kind, String serial, int batteryHours, String text) {
    Device device = device(resident.id() + "-" + kind, kind, resident);
    device.getMeta().addProfile(Profiles.CARE_DEVICE);
    device.addIdentifier(ResidentWriter.identifier(Identifiers.DEVICE_SERIAL, serial));
    Extension power = device.addExtension().setUrl(Extensions.DEVICE_POWER);
    power.addExtension("mainsRequired", new BooleanType(true));
    power.addExtension("batteryHours", new DecimalType(BigDecimal.valueOf(batteryHours)));
    power.addExtension("text", new StringType(text));
    resident.add(device);
    return device;
  }

  private static Device device(String id, String kind, ResidentWriter resident) {
    Device device = new Device();
    device.setId(id);
    return device
        .setStatus(Device.FHIRDeviceStatus.ACTIVE)
        .setType(resident.terms().concept(Systems.DEVICE_KIND, kind))
        .setPatient(resident.reference());
  }
}
