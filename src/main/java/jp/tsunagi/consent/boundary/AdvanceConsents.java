package jp.tsunagi.consent.boundary;

import jp.tsunagi.record.boundary.Visibility.Condition;

/**
 * 事前提供の同意. Who agreed that the roster is shared before anything happens. It is not a question of
 * who asks: a drill has nobody on its list who did not agree, whatever the caller may see
 * otherwise.
 */
public interface AdvanceConsents {

  /**
   * The residents with such a consent in force now, as a condition on their Patient rows.
   *
   * @param alias of the table {@code resource} in the query
   */
  Condition toTheRoster(String alias);
}
