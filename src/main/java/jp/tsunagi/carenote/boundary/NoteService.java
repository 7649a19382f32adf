package jp.tsunagi.carenote.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.carenote.control.NoteRepository;
import jp.tsunagi.carenote.control.NoteRepository.Listed;
import jp.tsunagi.carenote.control.NoteRepository.Wanted;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.boundary.ResidentIds;
import jp.tsunagi.resident.boundary.TimelineCursor;
import org.jspecify.annotations.Nullable;

/** 連絡帳を読む. Lists the notes on all residents one may see, and keeps who has read them. */
@ApplicationScoped
public class NoteService {
  private static final int PAGE = 30;
  private static final Duration AHEAD = Duration.ofDays(1);

  private CurrentActor current;
  private AccessPolicy policy;
  private AuditScope audit;
  private NoteRepository notes;
  private NoteShelf shelf;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NoteService() {}

  @Inject
  NoteService(
      CurrentActor current,
      AccessPolicy policy,
      AuditScope audit,
      NoteRepository notes,
      NoteShelf shelf,
      Clock clock) {
    this.current = current;
    this.policy = policy;
    this.audit = audit;
    this.notes = notes;
    this.shelf = shelf;
    this.clock = clock;
  }

  /**
   * A page of notes.
   *
   * @param residentId only those about one resident; null for all
   * @param before where the page before ended; null for the first page
   */
  @Audited(AuditAction.SEARCH)
  @Transactional
  public NotePage list(
      @Nullable String residentId,
      @Nullable Instant since,
      boolean unreadOnly,
      @Nullable Instant before,
      String language) {
    Actor actor = current.get();
    audit.resource("Communication").query(residentId == null ? "all" : "one resident");
    ResidentId resident =
        residentId == null || residentId.isBlank() ? null : ResidentIds.parse(residentId, audit);
    if (resident != null) {
      requireNotes(actor, resident);
    }
    List<Listed> listed =
        notes.before(
            actor,
            new Wanted(resident, null, since, unreadOnly),
            before == null ? clock.instant().plus(AHEAD) : before,
            PAGE + 1,
            policy.visibility(actor));
    List<Listed> page = firstPage(listed);
    // One decision for each resident on the page: the trail has each with its ground.
    Map<ResidentId, Decision> grounds =
        policy.views(actor, page.stream().map(Listed::resident).distinct().toList());
    boolean more = page.size() < listed.size();
    return new NotePage(
        shelf.views(actor, page, language),
        more ? TimelineCursor.before(page.get(page.size() - 1).sentAt()) : null,
        shelf.unread(actor),
        grounds.values().stream()
            .findFirst()
            .map(decision -> stated(decision, language))
            .orElse(null));
  }

  /** The care record, or what is left of it for those who wrote before consent was withdrawn. */
  private Decision requireNotes(Actor actor, ResidentId resident) {
    Decision decision = policy.require(actor, resident, DataSet.IDENTITY);
    return decision.shows(DataSet.CARE_RECORD) || decision.ground() == Ground.OWN_ENTRY
        ? decision
        : policy.require(actor, resident, DataSet.CARE_RECORD);
  }

  /** The first notes, and all that share the last one's instant. */
  private static List<Listed> firstPage(List<Listed> listed) {
    int end = Math.min(PAGE, listed.size());
    while (end > 0
        && end < listed.size()
        && listed.get(end).sentAt().equals(listed.get(end - 1).sentAt())) {
      end++;
    }
    return listed.subList(0, end);
  }

  private StatedGround stated(Decision decision, String language) {
    return policy.state(decision, language);
  }

  /** One note with its conversation and who has read it. */
  @Audited(AuditAction.READ)
  @Transactional
  public NoteView read(String id, String language) {
    Actor actor = current.get();
    audit.resource("Communication/" + (id.matches("[A-Za-z0-9\\-.]{1,64}") ? id : "-"));
    Visibility visibility = policy.visibility(actor);
    Listed listed = find(actor, id, visibility);
    Decision decision = requireNotes(actor, listed.resident());
    NoteView note =
        shelf.views(actor, List.of(listed), language).stream()
            .findFirst()
            .orElseThrow(ProblemException::notFound);
    List<Listed> replies =
        notes
            .before(
                actor,
                new Wanted(listed.resident(), note.thread(), null, false),
                clock.instant().plus(AHEAD),
                200,
                visibility)
            .stream()
            .filter(reply -> !reply.noteId().equals(id))
            .sorted(Comparator.comparing(Listed::sentAt))
            .toList();
    return note.with(
        notes.receipts(id).stream()
            .map(receipt -> new NoteView.Reading(receipt.name(), receipt.at()))
            .toList(),
        shelf.views(actor, replies, language),
        stated(decision, language));
  }

  private Listed find(Actor actor, String id, Visibility visibility) {
    return notes
        .find(actor, id, visibility)
        .orElseGet(
            () -> {
              audit.denied(Ground.NONE.code());
              throw ProblemException.notFound();
            });
  }

  /** Takes notes as read by the caller; what she may not see is passed over. */
  @Audited(AuditAction.UPDATE)
  @Transactional
  public void markRead(MarkRead command) {
    Actor actor = current.get();
    if (command.ids() == null) {
      throw ProblemException.invalid("ids", "required");
    }
    if (command.ids().size() > 200) {
      throw ProblemException.invalid("ids", "too-many", 200);
    }
    Visibility visibility = policy.visibility(actor);
    // A receipt says something about its reader alone, so it needs no ground but her own duty.
    audit.ground(Ground.OWN_ENTRY.code(), "").resource("note-receipt");
    command.ids().stream()
        .filter(Objects::nonNull)
        .distinct()
        .flatMap(id -> notes.find(actor, id, visibility).stream())
        .filter(note -> !note.read())
        .forEach(note -> notes.markRead(note.noteId(), actor, clock.instant()));
  }
}
