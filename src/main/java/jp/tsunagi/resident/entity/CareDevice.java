package jp.tsunagi.resident.entity;

import org.jspecify.annotations.Nullable;

/**
 * 機器. A device the resident lives with, and what it needs.
 *
 * @param kind code of the code system {@code device-kind}
 * @param identifier the number of an emergency-call device, or a serial number
 * @param power how it is powered and how long without mains
 */
public record CareDevice(
    @Nullable String kind, String text, @Nullable String identifier, @Nullable String power) {}
