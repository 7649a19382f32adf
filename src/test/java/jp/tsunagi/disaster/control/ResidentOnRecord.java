package jp.tsunagi.disaster.control;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Extensions;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Residents as the record has them: {@code aResident("hana").in(TOWN).onRosterFor("home-oxygen")}.
 */
final class ResidentOnRecord {
  static final String HASHIMOTO = "08211-mitsukaido-mitsukaido-hashimoto";
  static final String MOTOISHIGE = "08211-ishige-ishige-motoishige";

  private final String id;
  private final Patient patient = new Patient();
  private final List<Resource> resources = new ArrayList<>();

  private ResidentOnRecord(String id) {
    this.id = id;
    patient.setId(id);
    patient.addName().setFamily("田中").addGiven(id);
    patient.setActive(true);
    patient.setBirthDateElement(new DateType("1942-04-01"));
    resources.add(patient);
  }

  static ResidentOnRecord aResident(String id) {
    return new ResidentOnRecord(id);
  }

  ResidentOnRecord in(String area) {
    patient.addAddress().addExtension(Extensions.AREA, new CodeType(area));
    return this;
  }

  ResidentOnRecord living(String arrangement) {
    patient.addExtension(
        Extensions.LIVING_ARRANGEMENT,
        FhirPartsMapper.concept(Systems.LIVING_ARRANGEMENT, arrangement));
    return this;
  }

  ResidentOnRecord deceased() {
    patient.setDeceased(new BooleanType(true));
    return this;
  }

  ResidentOnRecord moved() {
    patient.setActive(false);
    return this;
  }

  ResidentOnRecord onRosterFor(String reason) {
    return flagged(Codes.ROSTER, reason, FlagStatus.ACTIVE);
  }

  ResidentOnRecord noLongerOnRosterFor(String reason) {
    return flagged(Codes.ROSTER, reason, FlagStatus.INACTIVE);
  }

  private ResidentOnRecord flagged(String category, String reason, FlagStatus status) {
    Flag flag = new Flag();
    flag.setId(id + "-" + reason);
    flag.setStatus(status);
    flag.addCategory(FhirPartsMapper.concept(Systems.FLAG_CATEGORY, category));
    flag.setCode(FhirPartsMapper.concept(Systems.SUPPORT_REASON, reason));
    flag.setSubject(new Reference("Patient/" + id));
    resources.add(flag);
    return this;
  }

  ResidentOnRecord inCareLevel(String code) {
    Observation level = new Observation();
    level.setId(id + "-care-level");
    level.setStatus(ObservationStatus.FINAL);
    level.setCode(FhirPartsMapper.concept(Systems.OBSERVATION, Codes.CARE_LEVEL));
    level.setSubject(new Reference("Patient/" + id));
    level.setEffective(new Period().setStartElement(new DateTimeType("2026-04-01")));
    level.setValue(FhirPartsMapper.concept(Systems.CARE_LEVEL, code));
    resources.add(level);
    return this;
  }

  Resource[] resources() {
    return resources.toArray(new Resource[0]);
  }
}
