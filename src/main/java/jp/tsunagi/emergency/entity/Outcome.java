package jp.tsunagi.emergency.entity;

import org.jspecify.annotations.Nullable;

/**
 * 結果. What came of a case.
 *
 * @param text what the responders say about it
 * @param destination where the resident was taken
 */
public record Outcome(OutcomeCode code, @Nullable String text, @Nullable String destination) {}
