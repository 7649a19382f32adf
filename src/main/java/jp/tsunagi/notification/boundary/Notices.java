package jp.tsunagi.notification.boundary;

import jp.tsunagi.kernel.ResidentId;

/**
 * 知らせの送り出し. Tells a resident's support team of a fact about a resident, in the transaction that
 * establishes it: who was to be told and what happened are known together or not at all. Call it
 * within an audited use case or an observer of the record.
 */
public interface Notices {

  /** Tells every organization of the resident's support team. */
  void tellTeamOf(ResidentId resident, Notice notice);
}
