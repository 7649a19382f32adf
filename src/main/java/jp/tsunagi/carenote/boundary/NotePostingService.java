package jp.tsunagi.carenote.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.carenote.control.NoteMapper;
import jp.tsunagi.carenote.control.NoteRepository;
import jp.tsunagi.carenote.entity.Note;
import jp.tsunagi.carenote.entity.NoteTopic;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Vocabulary;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.boundary.ResidentIds;
import org.jspecify.annotations.Nullable;

/** 連絡帳に書く. Posts, replies, corrections: each is a further note, none replaces another. */
@ApplicationScoped
public class NotePostingService {
  private static final int LONGEST = 4000;
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  /**
   * What a post led to.
   *
   * @param created false when the same post had been received before
   */
  public record Posted(NoteView note, boolean created) {}

  private CurrentActor current;
  private AccessPolicy policy;
  private AuditScope audit;
  private RecordStore store;
  private NoteRepository notes;
  private NoteShelf shelf;
  private OrganizationDirectory directory;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NotePostingService() {}

  @Inject
  NotePostingService(
      CurrentActor current,
      AccessPolicy policy,
      AuditScope audit,
      RecordStore store,
      NoteRepository notes,
      NoteShelf shelf,
      OrganizationDirectory directory,
      Clock clock) {
    this.current = current;
    this.policy = policy;
    this.audit = audit;
    this.store = store;
    this.notes = notes;
    this.shelf = shelf;
    this.directory = directory;
    this.clock = clock;
  }

  /** Posts a note about a resident. */
  @Audited(AuditAction.CREATE)
  @Transactional
  public Posted post(String residentId, PostNote command, String language) {
    Actor actor = current.get();
    ResidentId resident = ResidentIds.parse(residentId, audit);
    // Two deliveries of one post wait for each other here.
    store.lock(new ResourceKey("Patient", resident.value()));
    policy.require(actor, resident, DataSet.CARE_RECORD);
    Note note = read(actor, resident, command);
    Optional<FhirResource> known = known(command.id());
    if (known.isPresent()) {
      return repeated(actor, known.get(), note, language);
    }
    FhirResource stored = create(actor, note, command.id());
    audit.resource(stored.key().toString());
    return new Posted(view(actor, stored.id(), language), true);
  }

  private FhirResource create(Actor actor, Note note, @Nullable String clientId) {
    FhirResource communication =
        NoteMapper.toCommunication(
            note, clientId, directory.nameBehind(note.sender()).orElse(actor.name()));
    policy.requireChange(actor, Operation.CREATE, null, communication);
    return store.create(communication, actor, Door.USE_CASE);
  }

  private NoteView view(Actor actor, String id, String language) {
    store.settle();
    return notes
        .find(actor, id, Visibility.ALL)
        .flatMap(listed -> shelf.views(actor, List.of(listed), language).stream().findFirst())
        .orElseThrow(ProblemException::notFound);
  }

  private Optional<FhirResource> known(@Nullable String clientId) {
    return clientId == null
        ? Optional.empty()
        : store
            .search(
                SearchQuery.of("Communication")
                    .where("identifier", Vocabulary.Identifiers.NOTE + "|" + clientId)
                    .count(1),
                Visibility.ALL)
            .matches()
            .stream()
            .findFirst();
  }

  /** The same post again is answered as before; another under the same id is refused. */
  private Posted repeated(Actor actor, FhirResource known, Note again, String language) {
    boolean same =
        NoteMapper.toNote(known)
            .filter(note -> note.resident().equals(again.resident()))
            .filter(note -> note.sender().equals(again.sender()))
            .filter(note -> note.text().equals(again.text()))
            .filter(note -> Objects.equals(note.inResponseTo(), again.inResponseTo()))
            .filter(note -> Set.copyOf(note.sealedTo()).equals(Set.copyOf(again.sealedTo())))
            .isPresent();
    if (!same) {
      throw new ProblemException(ProblemCode.CONFLICTING_ID);
    }
    return new Posted(view(actor, known.id(), language), false);
  }

  private Note read(Actor actor, ResidentId resident, PostNote command) {
    List<Violation> violations = new ArrayList<>();
    String text = text(command.text(), violations);
    if (command.id() != null && !command.id().matches(UUID)) {
      violations.add(Violation.of("id", "uuid"));
    }
    Optional<NoteTopic> topic = Optional.ofNullable(command.topic()).flatMap(NoteTopic::ofCode);
    if (command.topic() != null && topic.isEmpty()) {
      violations.add(Violation.of("topic", "not-a-code", topics()));
    }
    Optional<Note> parent = parent(actor, resident, command.inResponseTo(), violations);
    List<OrganizationId> sealedTo = sealedTo(command.visibleTo(), parent, violations);
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    return new Note(
        "",
        resident,
        text,
        topic.orElse(null),
        Boolean.TRUE.equals(command.urgent()),
        now(),
        sender(actor),
        parent.map(Note::id).orElse(null),
        parent.map(Note::thread).orElse(""),
        !sealedTo.isEmpty(),
        sealedTo,
        true);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String topics() {
    return Arrays.stream(NoteTopic.values()).map(NoteTopic::code).collect(Collectors.joining(", "));
  }

  private static String text(@Nullable String given, List<Violation> violations) {
    if (given == null) {
      violations.add(Violation.of("text", "required"));
      return "";
    }
    String text = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
    if (text.isEmpty()) {
      violations.add(Violation.of("text", "blank"));
    } else if (text.codePointCount(0, text.length()) > LONGEST) {
      violations.add(Violation.of("text", "too-long", LONGEST));
    }
    return text;
  }

  /** The post, else the person, else the body the actor writes for. */
  private String sender(Actor actor) {
    String post = directory.postOf(actor.user());
    if (post != null) {
      return post;
    }
    if (actor.staff() != null) {
      return "Practitioner/" + actor.staff();
    }
    return actor
        .organizationId()
        .map(organization -> "Organization/" + organization)
        .orElseThrow(() -> new ProblemException(ProblemCode.FORBIDDEN));
  }

  private Optional<Note> parent(
      Actor actor, ResidentId resident, @Nullable String id, List<Violation> violations) {
    if (id == null) {
      return Optional.empty();
    }
    Optional<Note> parent =
        shelf.note(id, policy.visibility(actor)).filter(note -> note.resident().equals(resident));
    if (parent.isEmpty()) {
      violations.add(Violation.of("inResponseTo", "unknown-note"));
    }
    return parent;
  }

  /** A reply to a sealed note stays among those who may read that one. */
  private List<OrganizationId> sealedTo(
      @Nullable List<@Nullable String> visibleTo,
      Optional<Note> parent,
      List<Violation> violations) {
    if (visibleTo == null || visibleTo.isEmpty()) {
      return parent
          .filter(Note::sealed)
          .map(
              note -> {
                Set<OrganizationId> among = new LinkedHashSet<>(note.sealedTo());
                directory.behind(note.sender()).ifPresent(among::add);
                return List.copyOf(among);
              })
          .orElse(List.of());
    }
    Set<OrganizationId> among = new LinkedHashSet<>();
    for (int i = 0; i < visibleTo.size(); i++) {
      String id = visibleTo.get(i);
      if (id == null || id.isBlank() || directory.nameOf(new OrganizationId(id)).isEmpty()) {
        violations.add(Violation.of("visibleTo[" + i + "]", "unknown-organization"));
      } else {
        among.add(new OrganizationId(id));
      }
    }
    return List.copyOf(among);
  }

  /** Takes one's own note back; with a text, another note follows it. */
  @Audited(AuditAction.UPDATE)
  @Transactional
  public Optional<NoteView> correct(String id, CorrectNote command, String language) {
    Actor actor = current.get();
    Visibility visibility = policy.visibility(actor);
    Note note =
        shelf
            .note(id, visibility)
            .orElseGet(
                () -> {
                  audit.denied(Ground.NONE.code());
                  throw ProblemException.notFound();
                });
    audit.resource("Communication/" + id);
    policy.require(actor, note.resident(), DataSet.CARE_RECORD);
    if (!shelf.isMine(note, actor)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    FhirResource before =
        store.lock(new ResourceKey("Communication", id)).orElseThrow(ProblemException::notFound);
    if (!NoteMapper.toNote(before).map(Note::valid).orElse(false)) {
      throw new ProblemException(ProblemCode.CONFLICT);
    }
    FhirResource after = NoteMapper.takenBack(before, "書き手が取り消した");
    policy.requireChange(actor, Operation.UPDATE, before, after);
    store.update(after, before.version(), actor, Door.USE_CASE);
    if (command.text() == null) {
      return Optional.empty();
    }
    PostNote next =
        new PostNote(
            null,
            command.text(),
            note.topic() == null ? null : note.topic().code(),
            note.urgent(),
            id,
            note.sealed() ? note.sealedTo().stream().map(OrganizationId::value).toList() : null);
    FhirResource stored = create(actor, read(actor, note.resident(), next), null);
    return Optional.of(view(actor, stored.id(), language));
  }
}
