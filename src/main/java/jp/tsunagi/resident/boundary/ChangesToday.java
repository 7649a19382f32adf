package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.resident.control.ResidentChangeRepository;
import jp.tsunagi.resident.entity.Change;
import org.jspecify.annotations.Nullable;

/** 今日の変化. What others changed in the records of the caller's residents during the last week. */
@ApplicationScoped
public class ChangesToday implements TodaySource {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int MOST = 20;

  /** One change with whose record it was. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RecentChange(
      String residentId,
      @Nullable String name,
      @Nullable String kana,
      Instant at,
      TimelineEntry.By by,
      String title) {}

  private AccessPolicy policy;
  private ResidentChangeRepository changes;
  private ResidentLines lines;
  private Wording wording;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ChangesToday() {}

  @Inject
  ChangesToday(
      AccessPolicy policy,
      ResidentChangeRepository changes,
      ResidentLines lines,
      Wording wording,
      Clock clock) {
    this.policy = policy;
    this.changes = changes;
    this.lines = lines;
    this.wording = wording;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public Object content(Actor actor, String language) {
    List<Change> recent =
        changes.recent(
            clock.instant().minus(WEEK),
            actor.user(),
            MOST,
            policy.visibility(actor, DataSet.CARE_RECORD));
    Set<ResidentId> residents =
        policy
            .views(actor, recent.stream().map(Change::resident).distinct().toList())
            .entrySet()
            .stream()
            .filter(view -> view.getValue().view().contains(DataSet.CARE_RECORD))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<ResidentId, ResidentLine> named = lines.of(List.copyOf(residents), language);
    return recent.stream()
        .filter(change -> residents.contains(change.resident()))
        .map(change -> recent(change, named.get(change.resident()), language))
        .toList();
  }

  private RecentChange recent(Change change, @Nullable ResidentLine line, String language) {
    return new RecentChange(
        change.resident().value(),
        line == null ? null : line.name(),
        line == null ? null : line.kana(),
        change.at(),
        new TimelineEntry.By(change.userName(), change.organizationName()),
        wording.title(change, language));
  }
}
