package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
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
import jp.tsunagi.consent.boundary.Ground;
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
      Set.of(Role.AUDITOR, Role.SYSTEM_ADMIN, Role.EMERGENCY_CENTRE);

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
    if (!typed.isBlank() && words.isEmpty()) {
      audit.ground(Ground.NONE.code(), "");
      return new ResidentPage(List.of(), null, null);
    }
    List<Found> found =
        list.find(
            new ResidentSearch(
                words, area(area), ResidentCursor.parse(cursor), PAGE + 1, views(actor)),
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
    Map<ResidentId, StatedGround> grounds = grounds(actor, page, language);
    Map<ResidentId, Integer> unread = new HashMap<>();
    List<ResidentId> care =
        page.stream()
            .filter(found -> found.view() == LineView.CARE_RECORD)
            .map(found -> found.line().id())
            .toList();
    unreadNotes.forEach(notes -> unread.putAll(notes.unread(actor, care)));
    Optional<StatedGround> common =
        page.stream().map(found -> grounds.get(found.line().id())).findFirst();
    if (page.isEmpty()) {
      audit.ground(Ground.NONE.code(), "");
    }
    List<ResidentItem> items = new ArrayList<>();
    for (Found found : page) {
      @Nullable StatedGround ground = grounds.get(found.line().id());
      items.add(
          item(
              found,
              care.contains(found.line().id()) ? unread.getOrDefault(found.line().id(), 0) : null,
              common.filter(c -> c.equals(ground)).isPresent() ? null : ground,
              language));
    }
    return new ResidentPage(items, next, common.orElse(null));
  }

  /** One decision for each resident shown, so that the trail has the ground of each. */
  private Map<ResidentId, StatedGround> grounds(Actor actor, List<Found> page, String language) {
    Map<ResidentId, StatedGround> grounds = new HashMap<>();
    for (Found found : page) {
      ResidentId resident = found.line().id();
      Decision decision =
          policy.decide(
              actor,
              resident,
              found.view() == LineView.CARE_RECORD ? DataSet.CARE_RECORD : DataSet.ROSTER_ITEM);
      grounds.put(resident, sheets.ground(decision, language));
    }
    return grounds;
  }

  private ResidentItem item(
      Found found, @Nullable Integer unread, @Nullable StatedGround ground, String language) {
    Line line = found.line();
    boolean care = found.view() == LineView.CARE_RECORD;
    boolean roster = found.view() != LineView.IDENTITY;
    Optional<Area> town = sheets.area(line.area()).filter(area -> roster);
    return new ResidentItem(
        line.id().value(),
        line.name(),
        line.kana(),
        line.birthDate() == null ? null : Person.ageOn(line.birthDate(), LocalDate.now(clock)),
        line.birthDate(),
        care && line.careLevel() != null ? line.careLevel().level().code() : null,
        roster ? line.area() : null,
        sheets.townName(town, language),
        roster ? wording.warnings(line.flags(), care, language) : null,
        care ? line.lastChangeAt() : null,
        unread,
        ground);
  }
}
