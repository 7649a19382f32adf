package jp.tsunagi.record.boundary;

import java.util.List;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Identifiers;
import jp.tsunagi.kernel.Vocabulary.Systems;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * 資源の用途. Which use of its type a resource is: the access table gives one Observation to the fire
 * service (a safety report) and keeps another from it (a blood pressure), so the difference is
 * written beside the row ({@code resource.kind}) when it is stored and every filter can ask for it
 * without reading the content.
 */
public enum RecordKind {
  /** 一般. Nothing special; the data set follows from the type. */
  GENERAL(0),
  /** 名簿. A Flag that puts the resident on the roster, a Task that asks for a safety check. */
  ROSTER_ITEM(1),
  /** 安否報告. An Observation of a resident's safety; append-only. */
  SAFETY_FACT(2),
  /** 個別避難計画. The plan, its supporters and its documents. */
  EVACUATION_PLAN(3),
  /** 緊急通報. The call as the centre sent it; append-only. */
  EMERGENCY_CALL(4),
  /** 通報事案. The Task that is the case. */
  EMERGENCY_CASE(5),
  /** 通報対応. A step of a case: Task, ServiceRequest, Encounter. */
  EMERGENCY_STEP(6),
  /** 災害. The CarePlan that is the response to a disaster; about no resident. */
  DISASTER(7),
  /** 緊急通報機器. A Device registered with an emergency centre. */
  EMERGENCY_DEVICE(8);

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  /** The value of {@code resource.kind}. Never reused for another meaning. */
  public int code() {
    return code;
  }

  /** Whether it belongs to an emergency case and is read by those who have the case. */
  public boolean ofEmergency() {
    return this == EMERGENCY_CALL || this == EMERGENCY_CASE || this == EMERGENCY_STEP;
  }

  /** Whether it can never be changed or deleted once written. */
  public boolean appendOnly() {
    return this == SAFETY_FACT || this == EMERGENCY_CALL;
  }

  /** The use a value of {@code resource.kind} stands for. */
  static RecordKind ofCode(int code) {
    for (RecordKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no use of resources is numbered " + code);
  }

  /** The use of a resource, from its discriminating codes alone. */
  public static RecordKind of(FhirResource resource) {
    return resource.storedKind().orElseGet(() -> of(resource.model()));
  }

  private static RecordKind of(Resource model) {
    if (model instanceof Observation observation) {
      return has(observation.getCode(), Systems.OBSERVATION, Codes.SAFETY_STATUS)
          ? SAFETY_FACT
          : GENERAL;
    }
    if (model instanceof Flag flag) {
      return any(flag.getCategory(), Systems.FLAG_CATEGORY, Codes.ROSTER) ? ROSTER_ITEM : GENERAL;
    }
    if (model instanceof Task task) {
      return ofTask(task);
    }
    if (model instanceof Communication communication) {
      return any(communication.getCategory(), Systems.COMMUNICATION_CATEGORY, Codes.EMERGENCY_CALL)
          ? EMERGENCY_CALL
          : GENERAL;
    }
    if (model instanceof CarePlan plan) {
      return ofCarePlan(plan.getCategory());
    }
    if (model instanceof Device device) {
      return carries(device.getIdentifier(), Identifiers.EMERGENCY_DEVICE)
          ? EMERGENCY_DEVICE
          : GENERAL;
    }
    return ofOther(model);
  }

  private static RecordKind ofOther(Resource model) {
    if (model instanceof RelatedPerson person) {
      return any(person.getRelationship(), Systems.RELATIONSHIP, Codes.SUPPORTER)
          ? EVACUATION_PLAN
          : GENERAL;
    }
    if (model instanceof DocumentReference document) {
      return any(
              document.getCategory(), Systems.CARE_PLAN_CATEGORY, Codes.INDIVIDUAL_EVACUATION_PLAN)
          ? EVACUATION_PLAN
          : GENERAL;
    }
    if (model instanceof ServiceRequest request) {
      return carries(request.getIdentifier(), Identifiers.EMERGENCY_CASE)
          ? EMERGENCY_STEP
          : GENERAL;
    }
    if (model instanceof Encounter encounter) {
      return carries(encounter.getIdentifier(), Identifiers.EMERGENCY_CASE)
          ? EMERGENCY_STEP
          : GENERAL;
    }
    return GENERAL;
  }

  private static RecordKind ofTask(Task task) {
    if (has(task.getCode(), Systems.TASK, Codes.SAFETY_CHECK)) {
      return ROSTER_ITEM;
    }
    if (has(task.getCode(), Systems.TASK, Codes.EMERGENCY_CASE)) {
      return EMERGENCY_CASE;
    }
    return has(task.getCode(), Systems.TASK, Codes.EMERGENCY_STEP) ? EMERGENCY_STEP : GENERAL;
  }

  private static RecordKind ofCarePlan(List<CodeableConcept> categories) {
    if (any(categories, Systems.CARE_PLAN_CATEGORY, Codes.DISASTER_RESPONSE)) {
      return DISASTER;
    }
    return any(categories, Systems.CARE_PLAN_CATEGORY, Codes.INDIVIDUAL_EVACUATION_PLAN)
        ? EVACUATION_PLAN
        : GENERAL;
  }

  private static boolean any(List<CodeableConcept> concepts, String system, String code) {
    return concepts.stream().anyMatch(concept -> has(concept, system, code));
  }

  private static boolean has(CodeableConcept concept, String system, String code) {
    return concept.hasCoding(system, code);
  }

  private static boolean carries(List<Identifier> identifiers, String system) {
    return identifiers.stream().anyMatch(identifier -> system.equals(identifier.getSystem()));
  }
}
