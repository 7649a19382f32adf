package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 緊急閲覧の一件. One grant and, if there is one, the auditor's finding.
 *
 * @param name of the person, where the directory knows her
 * @param outcome absent while nobody has looked at it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakGlassLine(
    String id,
    String residentId,
    String user,
    @Nullable String name,
    @Nullable String organisationId,
    @Nullable String organisation,
    String role,
    String reason,
    @Nullable String text,
    Instant at,
    Instant until,
    @Nullable String outcome,
    @Nullable String reviewText,
    @Nullable String reviewer,
    @Nullable String reviewerName,
    @Nullable Instant reviewedAt) {

  /** The same line with people and bodies by name as well. */
  public BreakGlassLine named(
      @Nullable String person, @Nullable String body, @Nullable String reviewedBy) {
    return new BreakGlassLine(
        id,
        residentId,
        user,
        person,
        organisationId,
        body,
        role,
        reason,
        text,
        at,
        until,
        outcome,
        reviewText,
        reviewer,
        reviewedBy,
        reviewedAt);
  }
}
