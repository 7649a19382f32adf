package jp.tsunagi.emergency.control;

import java.util.Optional;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Reference;

/** Reads whom a Device or a DeviceUseStatement serves. */
public final class EmergencyDeviceMapper {
  private EmergencyDeviceMapper() {}

  /** The resident the device is registered to. */
  public static Optional<String> residentOf(FhirResource resource) {
    return patient(resource.as(Device.class).getPatient());
  }

  /** The resident who uses the device now. */
  public static Optional<String> userOf(FhirResource resource) {
    DeviceUseStatement use = resource.as(DeviceUseStatement.class);
    return use.getStatus() == DeviceUseStatement.DeviceUseStatementStatus.ACTIVE
        ? patient(use.getSubject())
        : Optional.empty();
  }

  static Optional<String> patient(Reference reference) {
    return OwnReference.id(reference, "Patient");
  }
}
