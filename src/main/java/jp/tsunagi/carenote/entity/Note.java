package jp.tsunagi.carenote.entity;

import java.time.Instant;
import java.util.List;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * 連絡. One post about a resident. It stays as it was written for ever.
 *
 * @param id of the Communication; empty while it is not stored
 * @param topic what it is about, or null
 * @param sender reference of who wrote it
 * @param inResponseTo id of the note it answers
 * @param thread id of the note that began the conversation, its own for the first
 * @param sealed whether only the author's organization and those named may read it
 * @param sealedTo the organizations that may read it besides the author's
 * @param valid false when its author took it back as a mistake
 */
public record Note(
    String id,
    ResidentId resident,
    String text,
    @Nullable NoteTopic topic,
    boolean urgent,
    Instant sentAt,
    String sender,
    @Nullable String inResponseTo,
    String thread,
    boolean sealed,
    List<OrganizationId> sealedTo,
    boolean valid) {
  public Note {
    sealedTo = List.copyOf(sealedTo);
  }
}
