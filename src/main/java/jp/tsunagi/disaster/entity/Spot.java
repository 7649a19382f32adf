package jp.tsunagi.disaster.entity;

import org.jspecify.annotations.Nullable;

/**
 * 地点. Where a report was made (WGS 84).
 *
 * @param accuracy metres
 */
public record Spot(double latitude, double longitude, @Nullable Double accuracy) {}
