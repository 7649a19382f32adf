package jp.tsunagi.consent.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.entity.CaseStanding;
import jp.tsunagi.consent.entity.ConsentDecision;
import jp.tsunagi.consent.entity.ConsentPurpose;
import jp.tsunagi.consent.entity.PersonAccount;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.Role;

/**
 * 開示の規則. The access table, one rule for each of its cells, in the order in which a ground is
 * preferred. A rule sees the asker and one resident and allows something or nothing; what may be
 * seen is what any rule allows.
 *
 * <p>{@link VisibilityRules} says the same as conditions of a query; a test holds them together.
 */
final class AccessRules {
  /** How long a dispatcher keeps the card after the case has ended. */
  static final Duration AFTER_CASE = Duration.ofHours(24);

  /** Who may break the glass. */
  static final Set<Role> GLASS_BREAKERS =
      EnumSet.of(Role.HOSPITAL, Role.FIRE_DISPATCH, Role.FIRE_CREW);

  /** Whom the law names as receivers of the roster outside the city (避難支援等関係者). */
  static final Set<Role> SUPPORTERS =
      EnumSet.of(Role.FIRE_DISPATCH, Role.FIRE_CREW, Role.WELFARE_COMMISSIONER);

  static final Set<DataSet> WHOLE_RECORD =
      Set.of(
          DataSet.IDENTITY,
          DataSet.ROSTER_ITEM,
          DataSet.EVACUATION_PLAN,
          DataSet.CREW_CARD,
          DataSet.EMERGENCY_CASE,
          DataSet.CARE_RECORD);

  /** What a resident sees of herself: not how calls are answered, and nothing that is sealed. */
  static final Set<DataSet> OWN_RECORD =
      Set.of(
          DataSet.IDENTITY,
          DataSet.ROSTER_ITEM,
          DataSet.EVACUATION_PLAN,
          DataSet.CREW_CARD,
          DataSet.CARE_RECORD);

  static final Set<DataSet> ROSTER = Set.of(DataSet.IDENTITY, DataSet.ROSTER_ITEM);
  static final Set<DataSet> PLAN = Set.of(DataSet.IDENTITY, DataSet.EVACUATION_PLAN);
  static final Set<DataSet> ROSTER_AND_PLAN =
      Set.of(DataSet.IDENTITY, DataSet.ROSTER_ITEM, DataSet.EVACUATION_PLAN);
  static final Set<DataSet> CARD = Set.of(DataSet.IDENTITY, DataSet.CREW_CARD);
  static final Set<DataSet> CARD_AND_CASE =
      Set.of(DataSet.IDENTITY, DataSet.CREW_CARD, DataSet.EMERGENCY_CASE);
  static final Set<DataSet> CASE = Set.of(DataSet.EMERGENCY_CASE);
  static final Set<DataSet> IDENTITY = Set.of(DataSet.IDENTITY);

  /** One rule. */
  private interface Rule extends BiFunction<Asking, ResidentStanding, Optional<Permit>> {}

  private static final List<Rule> RULES =
      List.of(
          AccessRules::ownRecord,
          AccessRules::familyView,
          AccessRules::teamWithConsent,
          AccessRules::registrationDuty,
          AccessRules::internalUseOfTheRoster,
          AccessRules::consentToTheRosterInAdvance,
          AccessRules::byLawOnTheRoster,
          AccessRules::consentToThePlanInAdvance,
          AccessRules::byLawOnThePlan,
          AccessRules::emergencyMode,
          AccessRules::rescueInEmergencyMode,
          AccessRules::emergencyCase,
          AccessRules::drillCase,
          AccessRules::brokenGlass,
          AccessRules::ownEntries);

  private AccessRules() {}

  /** What the asker may see of the resident, and whether the wanted data set is part of it. */
  static Decision decide(Asking asking, ResidentStanding resident, DataSet wanted) {
    Set<DataSet> view = EnumSet.noneOf(DataSet.class);
    Permit reason = null;
    for (Permit permit : permits(asking, resident)) {
      view.addAll(permit.view());
      if (permit.view().contains(wanted) && (reason == null || isWider(permit, reason, wanted))) {
        reason = permit;
      }
    }
    // A case alone, without anything of the person, does not make the person known.
    boolean reachable = view.contains(DataSet.IDENTITY) || reason != null;
    return reason == null
        ? new Decision(false, reachable, Ground.NONE, "", view)
        : new Decision(true, true, reason.ground(), reason.basis(), view);
  }

  // Whoever asks for the narrowest asks for whatever there is: the widest gives the ground.
  private static boolean isWider(Permit one, Permit other, DataSet wanted) {
    return wanted == DataSet.IDENTITY
        && Collections.max(one.view()).compareTo(Collections.max(other.view())) > 0;
  }

  static List<Permit> permits(Asking asking, ResidentStanding resident) {
    List<Permit> permits = new ArrayList<>();
    for (Rule rule : RULES) {
      rule.apply(asking, resident).ifPresent(permits::add);
    }
    return permits;
  }

  /** 本人: her own record. */
  private static Optional<Permit> ownRecord(Asking asking, ResidentStanding resident) {
    boolean hers =
        asking.has(Role.RESIDENT) && resident.accounts().stream().anyMatch(PersonAccount::herself);
    return hers
        ? Optional.of(new Permit(Ground.OWN_RECORD, "Patient/" + resident.id(), OWN_RECORD))
        : Optional.empty();
  }

  /** 家族: as long as she belongs to the resident, and the resident's consent says so. */
  private static Optional<Permit> familyView(Asking asking, ResidentStanding resident) {
    if (!asking.has(Role.FAMILY)) {
      return Optional.empty();
    }
    return resident.accounts().stream()
        .filter(account -> !account.herself() && account.span().contains(asking.now()))
        .flatMap(
            account ->
                ConsentDecision.inForce(
                    resident.consents(), ConsentPurpose.FAMILY_VIEW, account.person(), asking.now())
                    .stream())
        .findFirst()
        .map(given -> new Permit(Ground.FAMILY_VIEW, basis(given), CARD));
  }

  /** 支援チームと本人同意. */
  private static Optional<Permit> teamWithConsent(Asking asking, ResidentStanding resident) {
    if (!asking.hasAny(Role.CARE) || !isInTeam(asking, resident)) {
      return Optional.empty();
    }
    return consent(asking, resident, ConsentPurpose.NOTEBOOK_SHARING)
        .map(given -> new Permit(Ground.TEAM_AND_CONSENT, basis(given), WHOLE_RECORD));
  }

  static boolean isInTeam(Asking asking, ResidentStanding resident) {
    return resident.teams().stream()
        .anyMatch(
            place ->
                place.organization().equals(asking.organization())
                    && place.span().contains(asking.now()));
  }

  /** 市の登録事務: every resident the city keeps. */
  private static Optional<Permit> registrationDuty(Asking asking, ResidentStanding resident) {
    return asking.has(Role.CITY_WELFARE) && isOfOwnCity(asking, resident)
        ? Optional.of(new Permit(Ground.REGISTRATION_DUTY, "", WHOLE_RECORD))
        : Optional.empty();
  }

  private static boolean isOfOwnCity(Asking asking, ResidentStanding resident) {
    String city = asking.actor().city();
    return city != null && city.equals(resident.city());
  }

  /** 49条の10・49条の11第1項: the city makes the roster and uses it, whatever was refused. */
  private static Optional<Permit> internalUseOfTheRoster(Asking asking, ResidentStanding resident) {
    return asking.has(Role.CITY_DISASTER) && isOfOwnCity(asking, resident)
        ? Optional.of(new Permit(Ground.ROSTER_INTERNAL_USE, "", ROSTER))
        : Optional.empty();
  }

  /** 49条の11第2項: before a disaster, with consent. */
  private static Optional<Permit> consentToTheRosterInAdvance(
      Asking asking, ResidentStanding resident) {
    return isSupporterOf(asking, resident)
        ? consent(asking, resident, ConsentPurpose.ROSTER_ADVANCE)
            .map(given -> new Permit(Ground.ADVANCE_CONSENT, basis(given), ROSTER))
        : Optional.empty();
  }

  /** 49条の11第2項但書: before a disaster, where a by-law says so. */
  private static Optional<Permit> byLawOnTheRoster(Asking asking, ResidentStanding resident) {
    return asking.byLaws().onTheRoster() && isSupporterOf(asking, resident)
        ? Optional.of(new Permit(Ground.BY_LAW, asking.byLaws().roster(), ROSTER))
        : Optional.empty();
  }

  /** 49条の15第2項: the plan, with a consent of its own, and with that of everybody who is to help. */
  private static Optional<Permit> consentToThePlanInAdvance(
      Asking asking, ResidentStanding resident) {
    return isSupporterOf(asking, resident) && allHelpersAgree(asking, resident)
        ? consent(asking, resident, ConsentPurpose.EVACUATION_PLAN_ADVANCE)
            .map(given -> new Permit(Ground.ADVANCE_CONSENT, basis(given), PLAN))
        : Optional.empty();
  }

  /** 49条の15第2項但書: the plan before a disaster, where a by-law says so, whoever agreed. */
  private static Optional<Permit> byLawOnThePlan(Asking asking, ResidentStanding resident) {
    return asking.byLaws().onThePlan() && isSupporterOf(asking, resident)
        ? Optional.of(new Permit(Ground.PLAN_BY_LAW, asking.byLaws().plan(), PLAN))
        : Optional.empty();
  }

  private static boolean allHelpersAgree(Asking asking, ResidentStanding resident) {
    return resident.supporters().stream().allMatch(helper -> helper.agrees(asking.now()));
  }

  private static boolean isSupporterOf(Asking asking, ResidentStanding resident) {
    return asking.hasAny(SUPPORTERS) && resident.livesInAny(asking.actor().areas());
  }

  /** 49条の11第3項・49条の15第3項: all who live where the emergency mode runs. */
  private static Optional<Permit> emergencyMode(Asking asking, ResidentStanding resident) {
    boolean ofTheCity = asking.has(Role.CITY_DISASTER) && isOfOwnCity(asking, resident);
    if (!ofTheCity && !isSupporterOf(asking, resident)) {
      return Optional.empty();
    }
    return runningModes(asking, resident).stream()
        .findFirst()
        .map(mode -> new Permit(Ground.EMERGENCY_MODE, basis(mode), ROSTER_AND_PLAN));
  }

  /** Whoever is to be rescued: what the crew must know at the door. */
  private static Optional<Permit> rescueInEmergencyMode(Asking asking, ResidentStanding resident) {
    if (!asking.hasAny(Role.FIRE) || !isSupporterOf(asking, resident)) {
      return Optional.empty();
    }
    return runningModes(asking, resident).stream()
        .filter(mode -> resident.rescues().contains(mode.plan()))
        .findFirst()
        .map(mode -> new Permit(Ground.EMERGENCY_MODE, basis(mode), CARD));
  }

  private static List<ResidentStanding.Mode> runningModes(
      Asking asking, ResidentStanding resident) {
    return resident.modes().stream()
        .filter(mode -> mode.span().contains(asking.now()) && resident.livesIn(mode.area()))
        .toList();
  }

  /** 生命の保護: those who answer the call know whom they go to. A drill opens nothing. */
  private static Optional<Permit> emergencyCase(Asking asking, ResidentStanding resident) {
    if (!asking.hasAny(Role.FIRE)) {
      return Optional.empty();
    }
    return resident.cases().stream()
        .filter(call -> !call.exercise() && hasCase(asking, call))
        .findFirst()
        .map(call -> new Permit(Ground.EMERGENCY_CASE, basis(call), CARD_AND_CASE));
  }

  /** A drill shows its case only of those who agreed to be known in advance. */
  private static Optional<Permit> drillCase(Asking asking, ResidentStanding resident) {
    boolean drill =
        asking.hasAny(Role.FIRE)
            && resident.cases().stream().anyMatch(call -> call.exercise() && hasCase(asking, call));
    return drill
        ? consentToTheRosterInAdvance(asking, resident)
            .or(() -> byLawOnTheRoster(asking, resident))
            .map(permit -> new Permit(permit.ground(), permit.basis(), CASE))
        : Optional.empty();
  }

  /** Whether the asker, as fire service, has the case now. */
  static boolean hasCase(Asking asking, CaseStanding call) {
    long since =
        asking.has(Role.FIRE_DISPATCH) ? asking.now() - AFTER_CASE.toMillis() : asking.now();
    return call.isOpen(since) && call.isAnsweredBy(asking.actor().areas(), asking.organization());
  }

  /** 緊急閲覧: the caller's own grant, for its time. */
  private static Optional<Permit> brokenGlass(Asking asking, ResidentStanding resident) {
    if (!asking.hasAny(GLASS_BREAKERS)) {
      return Optional.empty();
    }
    return resident.grants().stream()
        .filter(grant -> grant.user().equals(asking.actor().user()))
        .filter(grant -> grant.span().contains(asking.now()))
        .findFirst()
        .map(grant -> new Permit(Ground.BREAK_GLASS, "break-glass/" + grant.id(), CARD));
  }

  /** After a withdrawal: who the resident is, for the sake of what one's own members wrote. */
  private static Optional<Permit> ownEntries(Asking asking, ResidentStanding resident) {
    boolean once =
        ConsentDecision.hasLapsed(
                resident.consents(),
                ConsentPurpose.NOTEBOOK_SHARING,
                asking.organization(),
                asking.now())
            || resident.ownEntries();
    return asking.hasAny(Role.CARE) && isInTeam(asking, resident) && once
        ? Optional.of(new Permit(Ground.OWN_ENTRY, "", IDENTITY))
        : Optional.empty();
  }

  /** Who reads a case whatever is known of its residents, and on which ground. */
  static Optional<Permit> caseItself(Asking asking, CaseStanding call) {
    boolean answers = asking.hasAny(Role.FIRE) && hasCase(asking, call);
    boolean takesOver =
        asking.has(Role.CITY_DISASTER)
            && call.isOpen(asking.now())
            && call.area() == null
            && call.isAnsweredBy(List.of(), asking.organization());
    if (answers || takesOver) {
      return Optional.of(new Permit(Ground.EMERGENCY_CASE, basis(call), CASE));
    }
    return asking.has(Role.EMERGENCY_CENTRE) && isSentBy(asking, call)
        ? Optional.of(new Permit(Ground.DEVICE_REGISTRATION, basis(call), CASE))
        : Optional.empty();
  }

  /** Who knows that a case exists, though not what is in it: the city, of the open ones. */
  static boolean isListedFor(Asking asking, CaseStanding call) {
    return asking.has(Role.CITY_DISASTER) && isListed(asking, call);
  }

  private static boolean isListed(Asking asking, CaseStanding call) {
    AreaCode area = call.area();
    boolean here = area == null || area.city().equals(asking.actor().city());
    return here && call.isOpen(asking.now());
  }

  private static boolean isSentBy(Asking asking, CaseStanding call) {
    return !asking.organization().isEmpty() && asking.organization().equals(call.centre());
  }

  private static Optional<ConsentDecision> consent(
      Asking asking, ResidentStanding resident, ConsentPurpose purpose) {
    return ConsentDecision.inForce(
        resident.consents(), purpose, asking.organization(), asking.now());
  }

  private static String basis(ConsentDecision given) {
    return "Consent/" + given.consent();
  }

  private static String basis(ResidentStanding.Mode mode) {
    return "CarePlan/" + mode.plan();
  }

  private static String basis(CaseStanding call) {
    return "Task/" + call.task();
  }
}
