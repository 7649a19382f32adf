package jp.tsunagi.disaster.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.disaster.boundary.Board.District;
import jp.tsunagi.disaster.control.DisasterRules;
import jp.tsunagi.disaster.control.RosterLineRepository;
import jp.tsunagi.disaster.entity.RosterFilter;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.RosterPosition;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.StatusCount;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.jspecify.annotations.Nullable;

/** 名簿とボード. Whom to check next, and where the whole response stands. */
@ApplicationScoped
@Transactional
public class RosterService {
  private static final int PAGE = 200;
  private static final int MOST_URGENT = 500;
  private static final int MOST_UNCONFIRMED = 50;
  private static final String CONFLICT = "conflict";

  private RosterAccess access;
  private RosterLineRepository lines;
  private RosterViews views;
  private DisasterRules rules;
  private AreaTree areas;
  private DisasterViews disasters;
  private AuditScope audit;
  private CurrentActor current;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RosterService() {}

  @Inject
  RosterService(
      RosterAccess access,
      RosterLineRepository lines,
      RosterViews views,
      DisasterRules rules,
      AreaTree areas,
      DisasterViews disasters,
      AuditScope audit,
      CurrentActor current,
      Clock clock) {
    this.access = access;
    this.lines = lines;
    this.views = views;
    this.rules = rules;
    this.areas = areas;
    this.disasters = disasters;
    this.audit = audit;
    this.current = current;
    this.clock = clock;
  }

  @Audited(AuditAction.SEARCH)
  public RosterPage page(String disasterId, RosterRequest request, String language) {
    Actor actor = current.get();
    StoredDisaster stored = access.require(disasterId, actor);
    RosterFilter filter = filter(request, actor);
    audit.query(described(request));
    numberRanks(stored);
    Instant now = clock.instant();
    Condition visible = access.visible(actor, stored.disaster());
    List<RosterLine> found = lines.page(stored.sid(), filter, visible, now, PAGE + 1);
    List<RosterLine> page = found.subList(0, Math.min(PAGE, found.size()));
    StatedGround ground = access.shown(actor, stored.disaster(), page, language);
    return new RosterPage(
        disasters.of(stored.disaster()),
        stored.disaster().exercise(),
        DisasterView.time(now),
        lines.count(stored.sid(), filter, visible, now),
        views.of(stored, page, request.withFacts(), language),
        found.size() > PAGE ? cursor(page.get(PAGE - 1).position()) : null,
        ground);
  }

  private static String cursor(RosterPosition position) {
    return Cursor.write(position.rankKey(), position.resident());
  }

  private static String described(RosterRequest request) {
    return "area="
        + request.area()
        + " status="
        + request.status()
        + " assignee="
        + request.assignee();
  }

  private RosterFilter filter(RosterRequest request, Actor actor) {
    String area = given(request.area());
    String status = given(request.status());
    String assignee = given(request.assignee());
    boolean conflict = CONFLICT.equals(status);
    return new RosterFilter(
        area == null
            ? null
            : rules
                .place(area)
                .orElseThrow(() -> new ProblemException(ProblemCode.INVALID_PARAMETER, "area")),
        status == null || conflict
            ? null
            : Safety.ofCode(status)
                .orElseThrow(() -> new ProblemException(ProblemCode.INVALID_PARAMETER, "status")),
        conflict,
        "me".equals(assignee) ? actor.user() : assignee,
        Cursor.read(request.cursor(), 2)
            .map(cursor -> new RosterPosition(cursor.number(0), cursor.text(1)))
            .orElse(null));
  }

  private static @Nullable String given(@Nullable String parameter) {
    return parameter == null || parameter.isEmpty() ? null : parameter;
  }

  @Audited(AuditAction.READ)
  public Board board(String disasterId, String language) {
    Actor actor = current.get();
    StoredDisaster stored = access.require(disasterId, actor);
    numberRanks(stored);
    Instant now = clock.instant();
    Condition visible = access.visible(actor, stored.disaster());
    List<StatusCount> counts = lines.counts(stored.sid(), visible, now);
    List<RosterLine> rescue =
        page(stored, RosterFilter.with(Safety.RESCUE_NEEDED), visible, now, MOST_URGENT);
    List<RosterLine> conflicts =
        page(stored, RosterFilter.contradictory(), visible, now, MOST_URGENT);
    List<RosterLine> unconfirmed =
        page(stored, RosterFilter.with(Safety.UNCONFIRMED), visible, now, MOST_UNCONFIRMED);
    List<RosterLine> all = new ArrayList<>(rescue);
    all.addAll(conflicts);
    all.addAll(unconfirmed);
    StatedGround ground = access.shown(actor, stored.disaster(), all, language);
    return new Board(
        disasters.of(stored.disaster()),
        stored.disaster().exercise(),
        DisasterView.time(now),
        sum(counts),
        districts(counts, language),
        views.of(stored, rescue, false, language),
        views.of(stored, conflicts, true, language),
        views.of(stored, unconfirmed, false, language),
        ground);
  }

  private List<RosterLine> page(
      StoredDisaster stored, RosterFilter filter, Condition visible, Instant now, int most) {
    return lines.page(stored.sid(), filter, visible, now, most);
  }

  private void numberRanks(StoredDisaster stored) {
    if (lines.ranksAreStale(stored.sid())) {
      lines.numberRanks(stored.sid());
    }
  }

  private static Map<String, Long> sum(List<StatusCount> counts) {
    Map<String, Long> sums = new LinkedHashMap<>();
    sums.put("total", 0L);
    for (Safety safety : Safety.values()) {
      sums.put(safety.code(), 0L);
    }
    sums.put(CONFLICT, 0L);
    for (StatusCount count : counts) {
      sums.merge("total", count.lines(), Long::sum);
      sums.merge(count.safety().code(), count.lines(), Long::sum);
      sums.merge(CONFLICT, count.conflicts(), Long::sum);
    }
    return sums;
  }

  private List<District> districts(List<StatusCount> counts, String language) {
    Map<String, List<StatusCount>> byDistrict = new TreeMap<>();
    for (StatusCount count : counts) {
      byDistrict.computeIfAbsent(district(count.area()), code -> new ArrayList<>()).add(count);
    }
    return byDistrict.entrySet().stream()
        .map(
            entry ->
                new District(
                    entry.getKey(),
                    entry.getKey().isEmpty()
                        ? ""
                        : areas.nameOf(new AreaCode(entry.getKey()), language),
                    sum(entry.getValue())))
        .toList();
  }

  /** The district a place lies in; the place itself above district level, empty for nowhere. */
  private String district(@Nullable String place) {
    if (place == null) {
      return "";
    }
    Optional<Area> area = areas.find(new AreaCode(place));
    while (area.isPresent() && area.get().kind() == Area.Kind.TOWN) {
      AreaCode parent = area.get().parent();
      area = parent == null ? Optional.empty() : areas.find(parent);
    }
    return area.map(found -> found.code().value()).orElse(place);
  }
}
