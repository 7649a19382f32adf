package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/** 利用者に届くか. Asks for the narrowest view of a resident and takes whatever wider one there is. */
@ApplicationScoped
public class ResidentReach {
  private AccessPolicy policy;

  @SuppressWarnings("NullAway.Init")
  protected ResidentReach() {}

  @Inject
  ResidentReach(AccessPolicy policy) {
    this.policy = policy;
  }

  /**
   * The view the actor has; {@code not-found} when there is none.
   *
   * <p>Who wrote about a resident before consent was withdrawn still reaches what is her own, so
   * "not the roster items" is not yet "not at all".
   */
  Decision decide(Actor actor, ResidentId resident) {
    Decision decision = policy.decide(actor, resident, DataSet.ROSTER_ITEM);
    boolean own = decision.reachable() && decision.ground() == Ground.OWN_ENTRY;
    return decision.allowed() || own
        ? decision
        : policy.require(actor, resident, DataSet.ROSTER_ITEM);
  }
}
