package jp.tsunagi.consent.boundary;

import org.jspecify.annotations.Nullable;

/**
 * 緊急閲覧の申請. Asks to see the crew card of somebody without consent, to protect a life. The person is
 * named by id, by name or kana with the birth date, or by the number of an emergency device.
 *
 * @param reason why, chosen or in words
 * @param text what happened, in words
 */
public record BreakGlass(
    @Nullable String residentId,
    @Nullable String name,
    @Nullable String kana,
    @Nullable String birthDate,
    @Nullable String deviceId,
    @Nullable String reason,
    @Nullable String text) {}
