package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 経過の一件. One thing that happened to a resident, as the timeline shows it.
 *
 * @param id unique within its kind and stable, so that a page can be read again: the id of the
 *     resource it stands for, and for a change also the version
 * @param at when it happened, by the clock of who reported it
 * @param title one line
 * @param text the rest; absent when the title says all
 * @param caseId the emergency case it belongs to
 * @param state the state of that case, or a status code of the source
 * @param exercise true in a drill, absent otherwise
 * @param inResponseTo for a reply, the id of the note it answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
    String id,
    Kind kind,
    Instant at,
    By by,
    String title,
    @Nullable String text,
    Urgency urgency,
    @Nullable String caseId,
    @Nullable String state,
    @Nullable Boolean exercise,
    @Nullable String inResponseTo) {

  /** What sort of thing happened. */
  public enum Kind {
    @JsonProperty("note")
    NOTE,
    @JsonProperty("emergency-case")
    EMERGENCY_CASE,
    @JsonProperty("safety-fact")
    SAFETY_FACT,
    @JsonProperty("change")
    CHANGE,
    @JsonProperty("observation")
    OBSERVATION
  }

  /** The signals of the screens: act now, look, nothing. */
  public enum Urgency {
    @JsonProperty("red")
    RED,
    @JsonProperty("amber")
    AMBER,
    @JsonProperty("none")
    NONE
  }

  /** Who did or reported it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record By(String name, @Nullable String organisation) {}

  public static TimelineEntry of(Kind kind, String id, Instant at, By by, String title) {
    return new TimelineEntry(id, kind, at, by, title, null, Urgency.NONE, null, null, null, null);
  }

  public TimelineEntry saying(String text) {
    return new TimelineEntry(
        id, kind, at, by, title, text, urgency, caseId, state, exercise, inResponseTo);
  }

  public TimelineEntry urgent(Urgency urgency) {
    return new TimelineEntry(
        id, kind, at, by, title, text, urgency, caseId, state, exercise, inResponseTo);
  }

  public TimelineEntry ofCase(String caseId, String state) {
    return new TimelineEntry(
        id, kind, at, by, title, text, urgency, caseId, state, exercise, inResponseTo);
  }

  public TimelineEntry inState(String state) {
    return new TimelineEntry(
        id, kind, at, by, title, text, urgency, caseId, state, exercise, inResponseTo);
  }

  /** Marks what happened in a drill; {@code false} leaves the entry as it is. */
  public TimelineEntry exercise(boolean drill) {
    return new TimelineEntry(
        id,
        kind,
        at,
        by,
        title,
        text,
        urgency,
        caseId,
        state,
        drill ? Boolean.TRUE : null,
        inResponseTo);
  }

  public TimelineEntry answering(String noteId) {
    return new TimelineEntry(
        id, kind, at, by, title, text, urgency, caseId, state, exercise, noteId);
  }
}
