package jp.tsunagi.carenote.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.carenote.entity.Note;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.RecordsRevisited;

/**
 * 連絡の写し. Follows the notes of the record, whichever door they came through: keeps them listed,
 * takes the author's own as read, and tells the open screens of those who may read them.
 */
@ApplicationScoped
public class NoteProjection {
  private NoteRepository notes;
  private LiveEvents live;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NoteProjection() {}

  @Inject
  NoteProjection(NoteRepository notes, LiveEvents live, Clock clock) {
    this.notes = notes;
    this.live = live;
    this.clock = clock;
  }

  void follow(@Observes RecordChanged change) {
    if (!change.concerns("Communication")) {
      return;
    }
    Optional<Note> note = Optional.ofNullable(change.after()).flatMap(NoteMapper::toNote);
    if (note.isEmpty()) {
      if (Optional.ofNullable(change.before()).filter(NoteMapper::isNote).isPresent()) {
        notes.remove(change.sid());
      }
      return;
    }
    notes.save(change.sid(), note.get());
    boolean posted = change.operation() == Operation.CREATE && change.door() != Door.SYSTEM;
    if (posted) {
      notes.markRead(note.get().id(), change.actor(), clock.instant());
    }
    if (change.door() != Door.SYSTEM) {
      live.publish(told(note.get(), change.actor()));
    }
  }

  /** Makes the row of one note anew; who has read it stays. */
  void revisit(@Observes RecordRevisited passed) {
    if (!passed.concerns("Communication")) {
      return;
    }
    Optional.ofNullable(passed.resource())
        .flatMap(NoteMapper::toNote)
        .ifPresentOrElse(note -> notes.save(passed.sid(), note), () -> notes.remove(passed.sid()));
  }

  void finish(@Observes RecordsRevisited all) {
    notes.removeGone();
  }

  /** Ids only: whoever hears of it reads it through the policy. */
  static LiveEvent told(Note note, Actor author) {
    Map<String, Object> data = Map.of("residentId", note.resident().value(), "noteId", note.id());
    Map<String, Object> readers = new HashMap<>();
    readers.put("residents", List.of(note.resident().value()));
    readers.put("dataSet", "care-record");
    if (!note.sealed()) {
      return new LiveEvent("note", data, readers);
    }
    Set<String> organizations = new LinkedHashSet<>();
    author.organizationId().map(OrganizationId::value).ifPresent(organizations::add);
    note.sealedTo().forEach(organization -> organizations.add(organization.value()));
    readers.put("sealedTo", List.copyOf(organizations));
    return new LiveEvent("note", data, readers);
  }
}
