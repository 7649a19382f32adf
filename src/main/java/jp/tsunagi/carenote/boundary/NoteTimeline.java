package jp.tsunagi.carenote.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.carenote.control.NoteRepository;
import jp.tsunagi.carenote.control.NoteRepository.Wanted;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.resident.boundary.TimelineEntry;
import jp.tsunagi.resident.boundary.TimelineSource;

/** 連絡の経過. Tells the notes about a resident. */
@ApplicationScoped
public class NoteTimeline implements TimelineSource {
  private AccessPolicy policy;
  private NoteRepository notes;
  private NoteShelf shelf;
  private Messages messages;

  @SuppressWarnings("NullAway.Init")
  protected NoteTimeline() {}

  @Inject
  NoteTimeline(AccessPolicy policy, NoteRepository notes, NoteShelf shelf, Messages messages) {
    this.policy = policy;
    this.notes = notes;
    this.shelf = shelf;
    this.messages = messages;
  }

  @Override
  public List<TimelineEntry> entries(
      ResidentId resident, Actor actor, Instant before, int limit, String language) {
    return shelf
        .views(
            actor,
            notes.before(actor, Wanted.about(resident), before, limit, policy.visibility(actor)),
            language)
        .stream()
        .map(note -> entry(note, language))
        .toList();
  }

  private TimelineEntry entry(NoteView note, String language) {
    String title =
        note.topic() == null ? messages.text(language, "note.title") : note.topic().text();
    TimelineEntry entry =
        TimelineEntry.of(
                TimelineEntry.Kind.NOTE,
                note.id(),
                note.sentAt(),
                new TimelineEntry.By(note.by().name(), note.by().organisation()),
                title)
            .saying(note.text())
            .urgent(note.urgent() ? TimelineEntry.Urgency.AMBER : TimelineEntry.Urgency.NONE);
    if (note.inResponseTo() != null) {
      entry = entry.answering(note.inResponseTo());
    }
    if (Boolean.TRUE.equals(note.corrected())) {
      return entry.inState("entered-in-error");
    }
    return note.visibleTo() == null ? entry : entry.inState("sealed");
  }
}
