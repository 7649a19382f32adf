package jp.tsunagi.emergency.control;

import java.util.List;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** Writes who takes part in a rehearsed alarm: a centre, a resident and her device. */
final class RehearsalMapper {
  private RehearsalMapper() {}

  /**
   * In the order in which they refer to each other.
   *
   * @param name under which all of them are found and none of them can be mistaken for a real one
   */
  static List<FhirResource> parts(String name, String area) {
    Organization centre = new Organization();
    centre.setId(name);
    centre.getMeta().addProfile(Profiles.ORGANIZATION);
    centre.addIdentifier().setSystem(Identifiers.EMERGENCY_CENTRE).setValue(name);
    centre.setActive(true).setName(name);
    Patient resident = new Patient();
    resident.setId(name);
    resident.getMeta().addProfile(Profiles.RESIDENT);
    resident.addIdentifier().setSystem(Identifiers.RESIDENT_NUMBER).setValue(name);
    resident.addName().setText(name);
    Address home = resident.addAddress().setText(name);
    home.addExtension(Extensions.AREA, new CodeType(area));
    resident.setManagingOrganization(new Reference("Organization/" + name));
    Device pendant = new Device();
    pendant.setId(name);
    pendant.getMeta().addProfile(Profiles.EMERGENCY_DEVICE);
    pendant.addIdentifier().setSystem(Identifiers.EMERGENCY_DEVICE).setValue(name);
    pendant.setStatus(Device.FHIRDeviceStatus.ACTIVE);
    pendant.setType(EmergencyCallMapper.concept(Systems.DEVICE_KIND, "pendant"));
    pendant.setPatient(new Reference("Patient/" + name));
    pendant.setOwner(new Reference("Organization/" + name));
    return List.of(FhirResource.of(centre), FhirResource.of(resident), FhirResource.of(pendant));
  }
}
