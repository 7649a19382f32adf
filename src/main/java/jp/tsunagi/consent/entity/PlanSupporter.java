package jp.tsunagi.consent.entity;

import java.util.List;

/**
 * 避難支援等実施者. One who is to help a resident by her individual plan, or was asked to. A plan tells of
 * the helper too, so it goes out in advance only when the helper agreed as well (49条の15第2項); who
 * said nothing has not agreed.
 *
 * @param person id of the RelatedPerson
 * @param decisions what the helper decided on her own part in the plan
 */
public record PlanSupporter(String person, List<ConsentDecision> decisions) {
  public PlanSupporter {
    decisions = List.copyOf(decisions);
  }

  public boolean agrees(long now) {
    return ConsentDecision.inForce(decisions, ConsentPurpose.EVACUATION_PLAN_ADVANCE, "", now)
        .isPresent();
  }
}
