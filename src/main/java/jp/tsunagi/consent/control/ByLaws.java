package jp.tsunagi.consent.control;

/**
 * 条例. Citations of the by-laws that replace consent to what goes out before a disaster; empty where
 * the city has none.
 *
 * @param roster 災害対策基本法49条の11第2項ただし書
 * @param plan 49条の15第2項ただし書: replaces the helpers' consent together with the resident's
 */
record ByLaws(String roster, String plan) {
  static final ByLaws NONE = new ByLaws("", "");

  boolean onTheRoster() {
    return !roster.isEmpty();
  }

  boolean onThePlan() {
    return !plan.isEmpty();
  }
}
