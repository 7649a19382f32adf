package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
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
   * The view the actor has, also when it is only who the resident is; {@code not-found} when there
   * is none.
   */
  Decision decide(Actor actor, ResidentId resident) {
    return policy.require(actor, resident, DataSet.IDENTITY);
  }
}
