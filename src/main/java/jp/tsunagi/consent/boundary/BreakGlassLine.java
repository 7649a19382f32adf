package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 緊急閲覧の一件. One grant and, if there is one, the auditor's finding.
 *
 * @param outcome absent while nobody has looked at it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakGlassLine(
    String id,
    String residentId,
    String user,
    @Nullable String organisationId,
    String role,
    String reason,
    @Nullable String text,
    Instant at,
    Instant until,
    @Nullable String outcome,
    @Nullable String reviewText,
    @Nullable String reviewer,
    @Nullable Instant reviewedAt) {}
