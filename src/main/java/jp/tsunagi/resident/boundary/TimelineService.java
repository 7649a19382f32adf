package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.CurrentActor;
import org.jspecify.annotations.Nullable;

/**
 * 経過. What happened to a resident, from every component that has something to tell, newest first.
 * Each source leaves out what this reader may not see.
 */
@ApplicationScoped
public class TimelineService {
  private static final int PAGE = 30;
  // A reporter's clock may be ahead of ours; such an entry belongs to the first page.
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(TimelineEntry::at)
          .reversed()
          .thenComparing(TimelineEntry::kind)
          .thenComparing(TimelineEntry::id);

  private CurrentActor current;
  private AuditScope audit;
  private ResidentReach reach;
  private FaceSheets sheets;
  private Instance<TimelineSource> sources;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected TimelineService() {}

  @Inject
  TimelineService(
      CurrentActor current,
      AuditScope audit,
      ResidentReach reach,
      FaceSheets sheets,
      Instance<TimelineSource> sources,
      Clock clock) {
    this.current = current;
    this.audit = audit;
    this.reach = reach;
    this.sheets = sheets;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * A page of the timeline.
   *
   * @param since only what happened then or later; null for everything
   * @param before where the page before ended; null for the first page
   */
  @Audited(AuditAction.READ)
  @Transactional
  public TimelinePage timeline(
      String id, @Nullable Instant since, @Nullable Instant before, String language) {
    Actor actor = current.get();
    ResidentId resident = ResidentIds.parse(id, audit);
    Decision decision = reach.decide(actor, resident);
    Instant end = before == null ? clock.instant().plus(AHEAD) : before;
    List<TimelineEntry> merged = new ArrayList<>();
    for (TimelineSource source : sources) {
      merged.addAll(source.entries(resident, actor, end, PAGE + 1, language));
    }
    merged.removeIf(entry -> since != null && entry.at().isBefore(since));
    merged.sort(NEWEST_FIRST);
    List<TimelineEntry> page = firstPage(merged);
    boolean more = page.size() < merged.size();
    return new TimelinePage(
        page,
        more ? TimelineCursor.before(page.get(page.size() - 1).at()) : null,
        sheets.ground(decision, language));
  }

  /** The first entries, and all that share the last one's instant: a page never splits one. */
  private static List<TimelineEntry> firstPage(List<TimelineEntry> sorted) {
    int end = Math.min(PAGE, sorted.size());
    while (end > 0
        && end < sorted.size()
        && sorted.get(end).at().equals(sorted.get(end - 1).at())) {
      end++;
    }
    return List.copyOf(sorted.subList(0, end));
  }
}
