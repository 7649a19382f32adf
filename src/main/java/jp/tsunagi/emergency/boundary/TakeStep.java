package jp.tsunagi.emergency.boundary;

import org.jspecify.annotations.Nullable;

/**
 * 段階を進める.
 *
 * @param step {@code accept}, {@code dispatch}, {@code arrive}, {@code outcome} or {@code close}
 * @param outcome only with {@code outcome}
 * @param language of the texts in the answer
 */
public record TakeStep(
    String caseId, String step, @Nullable RecordOutcome outcome, String language) {}
