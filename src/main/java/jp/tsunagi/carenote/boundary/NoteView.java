package jp.tsunagi.carenote.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * 連絡. As its reader sees it.
 *
 * @param thread id of the note that began the conversation
 * @param visibleTo the organizations it is limited to; absent for an open note
 * @param corrected true when its author took it back
 * @param readBy who has read it; only where one note is shown
 * @param ground only where one note is shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoteView(
    String id,
    String residentId,
    @Nullable Subject resident,
    String text,
    @Nullable Topic topic,
    boolean urgent,
    Instant sentAt,
    By by,
    @Nullable String inResponseTo,
    String thread,
    @Nullable List<Office> visibleTo,
    boolean unread,
    boolean mine,
    @Nullable Boolean corrected,
    @Nullable List<Reading> readBy,
    @Nullable List<NoteView> replies,
    @Nullable StatedGround ground) {

  /** Whom it is about. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Subject(String name, @Nullable String kana, @Nullable Integer age) {}

  /** What it is about. */
  public record Topic(String code, String text) {}

  /** Who wrote it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record By(String name, @Nullable String organisation) {}

  /** An organization it is limited to. */
  public record Office(String id, String name) {}

  /** Who read it when. */
  public record Reading(String name, Instant at) {}

  NoteView with(List<Reading> readBy, List<NoteView> replies, StatedGround ground) {
    return new NoteView(
        id,
        residentId,
        resident,
        text,
        topic,
        urgent,
        sentAt,
        by,
        inResponseTo,
        thread,
        visibleTo,
        unread,
        mine,
        corrected,
        readBy,
        replies,
        ground);
  }
}
