package jp.tsunagi.carenote.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.carenote.control.NoteMapper;
import jp.tsunagi.carenote.control.NoteRepository;
import jp.tsunagi.carenote.control.NoteRepository.Listed;
import jp.tsunagi.carenote.entity.Note;
import jp.tsunagi.carenote.entity.NoteTopic;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.boundary.ResidentLine;
import jp.tsunagi.resident.boundary.ResidentLines;
import jp.tsunagi.resident.boundary.UnreadNotes;
import org.jspecify.annotations.Nullable;

/** 連絡帳の棚. Reads notes a list names, with the names of people and residents around them. */
@ApplicationScoped
public class NoteShelf implements UnreadNotes {
  /**
   * A note nobody opened for this long is history, not news: somebody who joins a team is not
   * greeted by years of unread notes.
   */
  static final Duration NEWS = Duration.ofDays(30);

  private AccessPolicy policy;
  private RecordStore store;
  private NoteRepository notes;
  private OrganizationDirectory directory;
  private ResidentLines lines;
  private Messages messages;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NoteShelf() {}

  @Inject
  NoteShelf(
      AccessPolicy policy,
      RecordStore store,
      NoteRepository notes,
      OrganizationDirectory directory,
      ResidentLines lines,
      Messages messages,
      Clock clock) {
    this.policy = policy;
    this.store = store;
    this.notes = notes;
    this.directory = directory;
    this.lines = lines;
    this.messages = messages;
    this.clock = clock;
  }

  Instant newsSince() {
    return clock.instant().minus(NEWS);
  }

  @Override
  public Map<ResidentId, Integer> unread(Actor actor, Collection<ResidentId> residents) {
    return residents.isEmpty()
        ? Map.of()
        : notes.unread(actor, residents, newsSince(), policy.visibility(actor));
  }

  int unread(Actor actor) {
    return notes.unread(actor, newsSince(), policy.visibility(actor));
  }

  /** The notes with their words, in the order listed; one that vanished meanwhile is missing. */
  List<NoteView> views(Actor actor, List<Listed> listed, String language) {
    Map<String, Note> read = new HashMap<>();
    store
        .readAll(
            listed.stream().map(note -> new ResourceKey("Communication", note.noteId())).toList(),
            policy.visibility(actor))
        .forEach(
            resource -> NoteMapper.toNote(resource).ifPresent(note -> read.put(note.id(), note)));
    Map<ResidentId, ResidentLine> residents =
        lines.of(listed.stream().map(Listed::resident).distinct().toList(), language);
    List<NoteView> views = new ArrayList<>();
    for (Listed item : listed) {
      Note note = read.get(item.noteId());
      if (note != null) {
        views.add(view(note, item, residents.get(item.resident()), actor, language));
      }
    }
    return views;
  }

  Optional<Note> note(String id, Visibility visibility) {
    return id.matches("[A-Za-z0-9\\-.]{1,64}")
        ? store.read(new ResourceKey("Communication", id), visibility).flatMap(NoteMapper::toNote)
        : Optional.empty();
  }

  private NoteView view(
      Note note, Listed listed, @Nullable ResidentLine resident, Actor actor, String language) {
    return new NoteView(
        note.id(),
        note.resident().value(),
        resident == null
            ? null
            : new NoteView.Subject(resident.name(), resident.kana(), resident.age()),
        note.text(),
        topic(note.topic(), language),
        note.urgent(),
        note.sentAt(),
        by(note, listed.author()),
        note.inResponseTo(),
        note.thread(),
        note.sealed() ? note.sealedTo().stream().map(this::office).toList() : null,
        !listed.read() && note.valid() && note.sentAt().isAfter(newsSince()),
        isMine(note, actor),
        note.valid() ? null : true,
        null,
        null,
        null);
  }

  /** Whether the actor wrote it in the post she acts in now. */
  boolean isMine(Note note, Actor actor) {
    boolean post = note.sender().equals(directory.postOf(actor.user()));
    boolean person = actor.staff() != null && note.sender().equals("Practitioner/" + actor.staff());
    return post || person;
  }

  NoteView.@Nullable Topic topic(@Nullable NoteTopic topic, String language) {
    return topic == null
        ? null
        : new NoteView.Topic(
            topic.code(), messages.text(language, "note-category." + topic.code()));
  }

  NoteView.By by(Note note, @Nullable OrganizationId author) {
    Optional<String> office =
        directory
            .behind(note.sender())
            .or(() -> Optional.ofNullable(author))
            .flatMap((OrganizationId id) -> directory.nameOf(id));
    return new NoteView.By(
        directory.nameBehind(note.sender()).or(() -> office).orElse(""), office.orElse(null));
  }

  private NoteView.Office office(OrganizationId id) {
    return new NoteView.Office(id.value(), directory.nameOf(id).orElse(id.value()));
  }
}
