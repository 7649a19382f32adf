package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.resident.control.ResidentListRepository;
import jp.tsunagi.resident.control.ResidentListRepository.Found;
import jp.tsunagi.resident.control.ResidentSearch;
import jp.tsunagi.resident.entity.Line;
import jp.tsunagi.resident.entity.LineView;
import jp.tsunagi.resident.entity.Person;
import jp.tsunagi.resident.entity.SearchableText;
import org.jspecify.annotations.Nullable;

/** 利用者の検索. Finds residents by any spelling, number or date, among those the caller may see. */
@ApplicationScoped
public class ResidentSearchService {
  private static final int PAGE = 50;
  private static final Set<Role> NEVER =
      Set.of(Role.AUDITOR, Role.SYSTEM_ADMIN, Role.EMERGENCY_CENTRE, Role.RESIDENT, Role.FAMILY);

  private CurrentActor current;
  private AccessPolicy policy;
  private AuditScope audit;
  private ResidentListRepository list;
  private FaceSheets sheets;
  private Wording wording;
  private Instance<UnreadNotes> unreadNotes;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ResidentSearchService() {}

  @Inject
  ResidentSearchService(
      CurrentActor current,
      AccessPolicy policy,
      AuditScope audit,
      ResidentListRepository list,
      FaceSheets sheets,
      Wording wording,
      Instance<UnreadNotes> unreadNotes,
      Clock clock) {
    this.current = current;
    this.policy = policy;
    this.audit = audit;
    this.list = list;
    this.sheets = sheets;
    this.wording = wording;
    this.unreadNotes = unreadNotes;
    this.clock = clock;
  }

  /**
   * A page of the residents that match.
   *
   * @param typed name in any script, part of it, telephone or device number, address, birth date;
   *     empty for everybody
   * @param area a place, or null for all
   * @param cursor where the page before ended; empty for the first page
   */
  @Audited(AuditAction.SEARCH)
  @Transactional
  public ResidentPage search(
      String typed, @Nullable String area, @Nullable String cursor, String language) {
    Actor actor = current.get();
    // What was typed may be a name or a number, so the trail says only which kinds of words it had.
    List<SearchableText.Word> words = SearchableText.words(typed);
    audit
        .resource("Patient")
        .query("words=" + words.size() + (area == null ? "" : " area=" + area));
    if (actor.roles().isEmpty() || NEVER.containsAll(actor.roles())) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    ResidentSearch.Views views = views(actor);
    if (!typed.isBlank() && words.isEmpty()) {
      return new ResidentPage(List.of(), null, null);
    }
    List<Found> found =
        list.find(
            new ResidentSearch(words, area(area), ResidentCursor.parse(cursor), PAGE + 1, views),
            LocalDate.now(clock));
    boolean more = found.size() > PAGE;
    List<Found> page = more ? found.subList(0, PAGE) : found;
    return page(actor, page, more ? ResidentCursor.after(page.get(PAGE - 1)) : null, language);
  }

  private ResidentSearch.Views views(Actor actor) {
    return ResidentSearch.Views.of(
        policy.visibility(actor),
        policy.visibility(actor, DataSet.ROSTER_ITEM),
        policy.visibility(actor, DataSet.CARE_RECORD));
  }

  private static @Nullable AreaCode area(@Nullable String code) {
    if (code == null || code.isBlank()) {
      return null;
    }
    try {
      return new AreaCode(code);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "area");
    }
  }

  private ResidentPage page(Actor actor, List<Found> page, @Nullable String next, String language) {
    // One decision for each resident shown, so that the trail has the ground of each.
    Map<ResidentId, Decision> views =
        policy.views(actor, page.stream().map(found -> found.line().id()).toList());
    List<ResidentId> care =
        page.stream()
            .map(found -> found.line().id())
            .filter(id -> view(views.get(id)) == LineView.CARE_RECORD)
            .toList();
    Map<ResidentId, Integer> unread = new HashMap<>();
    unreadNotes.forEach(notes -> unread.putAll(notes.unread(actor, care)));
    Optional<StatedGround> common =
        mostFrequent(views.values().stream().map(view -> sheets.ground(view, language)).toList());
    List<ResidentItem> items = new ArrayList<>();
    for (Found found : page) {
      ResidentId id = found.line().id();
      Decision decision = views.get(id);
      // Consent may have ended between the query and the decision; the decision counts.
      if (decision != null) {
        StatedGround ground = sheets.ground(decision, language);
        items.add(
            item(
                found.line(),
                view(decision),
                care.contains(id) ? unread.getOrDefault(id, 0) : null,
                common.filter(ground::equals).isPresent() ? null : ground,
                language));
      }
    }
    return new ResidentPage(items, next, common.orElse(null));
  }

  // The page says what holds for most of it; the others say their own.
  private static Optional<StatedGround> mostFrequent(List<StatedGround> grounds) {
    return grounds.stream()
        .max(Comparator.comparingInt(ground -> Collections.frequency(grounds, ground)));
  }

  private static LineView view(@Nullable Decision decision) {
    if (decision != null && decision.shows(DataSet.CARE_RECORD)) {
      return LineView.CARE_RECORD;
    }
    boolean roster =
        decision != null
            && (decision.shows(DataSet.ROSTER_ITEM) || decision.shows(DataSet.CREW_CARD));
    return roster ? LineView.ROSTER_ITEM : LineView.IDENTITY;
  }

  private ResidentItem item(
      Line line,
      LineView view,
      @Nullable Integer unread,
      @Nullable StatedGround ground,
      String language) {
    boolean care = view == LineView.CARE_RECORD;
    boolean roster = view != LineView.IDENTITY;
    Optional<Area> town = sheets.area(line.area()).filter(area -> roster);
    return new ResidentItem(
        line.id().value(),
        line.name(),
        line.kana(),
        line.birthDate() == null ? null : Person.ageOn(line.birthDate(), LocalDate.now(clock)),
        line.birthDate(),
        line.deceased() ? true : null,
        care && line.careLevel() != null ? line.careLevel().level().code() : null,
        roster ? line.area() : null,
        sheets.townName(town, language),
        roster ? wording.warnings(line.flags(), care, language) : null,
        care ? line.lastChangeAt() : null,
        unread,
        ground);
  }
}
