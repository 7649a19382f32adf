package jp.tsunagi.consent.control;

import static jp.tsunagi.record.boundary.RecordKind.DISASTER;
import static jp.tsunagi.record.boundary.RecordKind.EMERGENCY_CALL;
import static jp.tsunagi.record.boundary.RecordKind.EMERGENCY_CASE;
import static jp.tsunagi.record.boundary.RecordKind.EMERGENCY_DEVICE;
import static jp.tsunagi.record.boundary.RecordKind.EMERGENCY_STEP;
import static jp.tsunagi.record.boundary.RecordKind.EVACUATION_PLAN;
import static jp.tsunagi.record.boundary.RecordKind.GENERAL;
import static jp.tsunagi.record.boundary.RecordKind.ROSTER_ITEM;
import static jp.tsunagi.record.boundary.RecordKind.SAFETY_FACT;

import java.util.Map;
import java.util.Set;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.record.boundary.RecordKind;

/** 用途とデータ区分. Which uses a type is put to, and which data set each use belongs to. */
final class RecordUses {
  private static final Map<String, Set<RecordKind>> KINDS =
      Map.of(
          "Observation", Set.of(GENERAL, SAFETY_FACT),
          "Flag", Set.of(GENERAL, ROSTER_ITEM),
          "Task", Set.of(GENERAL, ROSTER_ITEM, EMERGENCY_CASE, EMERGENCY_STEP),
          "Communication", Set.of(GENERAL, EMERGENCY_CALL),
          "CarePlan", Set.of(GENERAL, EVACUATION_PLAN, DISASTER),
          "Device", Set.of(GENERAL, EMERGENCY_DEVICE),
          "RelatedPerson", Set.of(GENERAL, EVACUATION_PLAN),
          "DocumentReference", Set.of(GENERAL, EVACUATION_PLAN),
          "ServiceRequest", Set.of(GENERAL, EMERGENCY_STEP),
          "Encounter", Set.of(GENERAL, EMERGENCY_STEP));

  private RecordUses() {}

  /** The uses rows of this type are put to. */
  static Set<RecordKind> of(String type) {
    return KINDS.getOrDefault(type, Set.of(GENERAL));
  }

  static DataSet dataSetOf(RecordKind kind) {
    return switch (kind) {
      case ROSTER_ITEM, SAFETY_FACT -> DataSet.ROSTER_ITEM;
      case EVACUATION_PLAN -> DataSet.EVACUATION_PLAN;
      case EMERGENCY_CALL, EMERGENCY_CASE, EMERGENCY_STEP -> DataSet.EMERGENCY_CASE;
      case GENERAL, EMERGENCY_DEVICE, DISASTER -> DataSet.CARE_RECORD;
    };
  }
}
