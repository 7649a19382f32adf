package jp.tsunagi.consent.boundary;

import org.jspecify.annotations.Nullable;

/**
 * 緊急閲覧の点検結果. As the caller sends it.
 *
 * @param outcome {@code justified}, {@code not-justified} or {@code unclear}
 * @param text why; required unless it was justified
 */
public record BreakGlassReview(@Nullable String outcome, @Nullable String text) {}
