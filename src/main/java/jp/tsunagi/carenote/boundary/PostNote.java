package jp.tsunagi.carenote.boundary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 連絡を書く.
 *
 * @param id a UUID of the writer's device: the same post sent twice has one effect
 * @param topic a code of {@code note-category}
 * @param inResponseTo the note it answers
 * @param visibleTo the organizations that may read it besides one's own; absent for the whole team
 */
public record PostNote(
    @Nullable String id,
    @Nullable String text,
    @Nullable String topic,
    @Nullable Boolean urgent,
    @Nullable String inResponseTo,
    @Nullable List<@Nullable String> visibleTo) {}
