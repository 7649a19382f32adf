package jp.tsunagi.carenote.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import jp.tsunagi.carenote.control.NoteRepository;
import jp.tsunagi.carenote.control.NoteRepository.Listed;
import jp.tsunagi.carenote.control.NoteRepository.Wanted;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.resident.boundary.TodaySource;

/** 今日の連絡. The notes that wait for the reader. */
@ApplicationScoped
public class NotesToday implements TodaySource {
  private static final int MOST = 20;

  /**
   * What the start page shows.
   *
   * @param count of all, also those not listed
   */
  public record WaitingNotes(int count, List<NoteView> items) {}

  private AccessPolicy policy;
  private NoteRepository notes;
  private NoteShelf shelf;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected NotesToday() {}

  @Inject
  NotesToday(AccessPolicy policy, NoteRepository notes, NoteShelf shelf, Clock clock) {
    this.policy = policy;
    this.notes = notes;
    this.shelf = shelf;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public Object content(Actor actor, String language) {
    List<Listed> listed =
        notes.before(
            actor,
            new Wanted(null, null, shelf.newsSince(), true),
            clock.instant().plus(Duration.ofDays(1)),
            MOST,
            policy.visibility(actor));
    policy.views(actor, listed.stream().map(Listed::resident).distinct().toList());
    return new WaitingNotes(shelf.unread(actor), shelf.views(actor, listed, language));
  }
}
