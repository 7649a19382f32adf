package jp.tsunagi.resident.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 測定. A vital sign somebody took.
 *
 * @param performer reference of who took it
 * @param performerName as the resource names them
 */
public record Measurement(
    String id,
    Instant at,
    String title,
    String value,
    @Nullable String performer,
    @Nullable String performerName) {}
