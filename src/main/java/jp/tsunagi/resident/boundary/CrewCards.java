package jp.tsunagi.resident.boundary;

import java.util.Collection;
import java.util.List;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/**
 * 救急カードの発行. Makes the cards other components show: those of a case's residents, the one a broken
 * glass opens. The access policy is asked here, for each resident, so the card carries the ground
 * the policy found (an open case, the support team, a grant) and the running audit entry knows it.
 * Call it within an audited service.
 */
public interface CrewCards {

  /**
   * The card of one resident; a refusal is thrown as the policy throws it.
   *
   * @param language {@code ja} or {@code en}, of the texts the card adds
   */
  CrewCard require(Actor actor, ResidentId resident, String language);

  /** The cards of those residents whose card the actor may see now, in the order asked for. */
  List<CrewCard> visible(Actor actor, Collection<ResidentId> residents, String language);
}
