package jp.tsunagi.consent.boundary;

import jp.tsunagi.kernel.ResidentId;

/**
 * 見られる記録. A record the person who asks may look at because it is her own, or her relative's.
 *
 * @param relation {@code self} or {@code family}
 */
public record OwnRecord(String residentId, String relation, StatedGround ground) {
  static OwnRecord of(ResidentId resident, Decision decision, StatedGround ground) {
    boolean own = decision.ground() == Ground.OWN_RECORD;
    return new OwnRecord(resident.value(), own ? "self" : "family", ground);
  }
}
