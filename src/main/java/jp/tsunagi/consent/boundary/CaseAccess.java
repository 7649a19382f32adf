package jp.tsunagi.consent.boundary;

import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.Visibility;

/**
 * 事案の開示判断. Decides on emergency cases, which may be about several residents or about nobody known.
 * The rules are those of {@link AccessPolicy}, and like it every answer enters the running audit
 * scope.
 */
public interface CaseAccess {

  /**
   * Whether the actor may read the case. {@link Decision#reachable()} without being allowed: she
   * may know of it, as a line of the list.
   */
  Decision decide(Actor actor, String caseId);

  /**
   * As {@link #decide}; a refusal is thrown: {@code not-found}, or {@code forbidden} of a listed
   * one.
   */
  Decision require(Actor actor, String caseId);

  /**
   * The cases the actor may know of: reads, or sees in the list.
   *
   * @param caseIdColumn the column of the caller's query that holds the number of the case
   */
  Visibility.Condition listed(Actor actor, String caseIdColumn);

  /** The cases the actor may read. */
  Visibility.Condition read(Actor actor, String caseIdColumn);
}
