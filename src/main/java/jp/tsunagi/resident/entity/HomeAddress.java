package jp.tsunagi.resident.entity;

import org.jspecify.annotations.Nullable;

/**
 * 住所. Where the resident lives.
 *
 * @param text the whole address without postal mark
 * @param area the town's code
 * @param entry how to get in
 */
public record HomeAddress(
    @Nullable String postalCode,
    String text,
    @Nullable String area,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String entry) {}
