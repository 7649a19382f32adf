package jp.tsunagi.notification.boundary;

import java.util.Collection;
import jp.tsunagi.kernel.ResidentId;

/**
 * 知らせの送り出し. Tells those who must know of a fact, in the transaction that establishes it: who was to
 * be told and what happened are known together or not at all. Call it within an audited use case or
 * an observer of the record.
 */
public interface Notices {

  /** Tells every organization of the resident's support team. */
  void tellTeamOf(ResidentId resident, Notice notice);

  /**
   * Tells the auditors and the disaster staff of cities of what is about no single resident.
   *
   * @param cities five digits of each municipality
   */
  void tellDisasterStaffAndAuditors(Collection<String> cities, Notice notice);
}
