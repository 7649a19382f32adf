package jp.tsunagi.emergency.control;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.boundary.Visibility.Condition;

/**
 * 案件の可視範囲. Which cases a caller sees, as a condition over {@code emergency_case c}: those who may
 * answer it, those who sent it, and those whom the access policy shows the residents' records.
 */
public final class CaseVisibility {
  private CaseVisibility() {}

  /**
   * @param careRecord the residents whose emergency cases the caller's care role shows, as the
   *     access policy says
   */
  public static Condition of(Actor actor, Visibility careRecord) {
    if (actor.isSystem()) {
      return Condition.ALWAYS;
    }
    List<String> alternatives = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    if (actor.hasAny(Role.FIRE)) {
      for (AreaCode area : actor.areas()) {
        alternatives.add("c.jurisdiction = ? OR c.jurisdiction LIKE ?");
        parameters.add(area.value());
        parameters.add(area.value() + "-%");
      }
    }
    if (actor.has(Role.CITY_DISASTER)) {
      alternatives.add("c.state <> 'closed'");
    }
    if (actor.hasAny(Role.FIRE) || actor.has(Role.CITY_DISASTER)) {
      alternatives.add("c.jurisdiction IS NULL AND c.accepted_organization IS NULL");
      actor
          .organizationId()
          .ifPresent(
              own -> {
                alternatives.add("c.jurisdiction IS NULL AND c.accepted_organization = ?");
                parameters.add(own.value());
              });
    }
    if (actor.has(Role.EMERGENCY_CENTRE) && actor.organizationId().isPresent()) {
      alternatives.add("c.centre = ?");
      parameters.add(actor.organizationId().get().value());
    }
    if (actor.hasAny(Role.CARE) || actor.has(Role.CITY_WELFARE)) {
      Condition shown = careRecord.on("r", "Patient");
      alternatives.add(
          "EXISTS (SELECT 1 FROM emergency_case_resident cr JOIN resource r ON r.fhir_id = cr.resident_id"
              + " AND r.type_id = (SELECT t.type_id FROM resource_type t WHERE t.name = 'Patient')"
              + " WHERE cr.case_id = c.case_id AND ("
              + shown.sql()
              + "))");
      parameters.addAll(shown.parameters());
    }
    return alternatives.isEmpty()
        ? Condition.NEVER
        : new Condition("((" + String.join(") OR (", alternatives) + "))", parameters);
  }
}
