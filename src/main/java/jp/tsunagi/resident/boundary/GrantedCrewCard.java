package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.consent.boundary.BreakGlassCard;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/** The card that breaking the glass shows is the crew card every other ground shows. */
@ApplicationScoped
public class GrantedCrewCard implements BreakGlassCard {
  private CrewCards cards;

  @SuppressWarnings("NullAway.Init")
  protected GrantedCrewCard() {}

  @Inject
  GrantedCrewCard(CrewCards cards) {
    this.cards = cards;
  }

  @Override
  public CrewCard of(Actor actor, ResidentId resident, String language) {
    return cards.require(actor, resident, language);
  }
}
