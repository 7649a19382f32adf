package jp.tsunagi.consent.boundary;

import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/** 緊急閲覧で示すカード. Makes the card a grant opens; whoever keeps the residents' records implements it. */
public interface BreakGlassCard {

  /**
   * The crew card, as JSON shows it; the policy is asked as for any other card.
   *
   * @param language {@code ja} or {@code en}
   */
  Object of(Actor actor, ResidentId resident, String language);
}
