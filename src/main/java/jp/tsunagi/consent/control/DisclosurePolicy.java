package jp.tsunagi.consent.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.entity.ResidentStanding;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.ResidentsConcerned;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * The one policy: reads the standings, applies the rules, enters the answer into the audit trail.
 */
@ApplicationScoped
public class DisclosurePolicy implements AccessPolicy {
  private static final String PATIENT = ResourceTypes.PATIENT;

  private StandingRepository standings;
  private StandingMemory memory;
  private ChangePolicy changes;
  private DisclosedVersions disclosed;
  private RecordStore store;
  private AuditScope audit;
  private Messages messages;
  private ConsentConfig config;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DisclosurePolicy() {}

  @Inject
  DisclosurePolicy(
      StandingRepository standings,
      StandingMemory memory,
      ChangePolicy changes,
      DisclosedVersions disclosed,
      RecordStore store,
      AuditScope audit,
      Messages messages,
      ConsentConfig config,
      Clock clock) {
    this.standings = standings;
    this.memory = memory;
    this.changes = changes;
    this.disclosed = disclosed;
    this.store = store;
    this.audit = audit;
    this.messages = messages;
    this.config = config;
    this.clock = clock;
  }

  private Asking asking(Actor actor) {
    return new Asking(actor, clock.millis(), config.byLaws());
  }

  @Override
  public Decision decide(Actor actor, ResidentId resident, DataSet wanted) {
    if (actor.isSystem()) {
      return ofSystem();
    }
    Decision decision = judge(asking(actor), resident, wanted);
    if (decision.allowed()) {
      enter(resident, decision).dataSet(wanted.code());
    }
    return decision;
  }

  @Override
  public Decision require(Actor actor, ResidentId resident, DataSet wanted) {
    Decision decision = decide(actor, resident, wanted);
    if (!decision.allowed()) {
      audit.resident(resident).dataSet(wanted.code()).denied(Ground.NONE.code());
      throw decision.reachable()
          ? new ProblemException(ProblemCode.FORBIDDEN)
          : ProblemException.notFound();
    }
    return decision;
  }

  private Decision judge(Asking asking, ResidentId resident, DataSet wanted) {
    ResidentStanding standing =
        standings.standings(Set.of(resident.value()), asking).get(resident.value());
    return standing == null ? Decision.denied() : AccessRules.decide(asking, standing, wanted);
  }

  private AuditScope enter(ResidentId resident, Decision decision) {
    return audit.permitted(resident, decision.ground().code(), decision.basis());
  }

  private Decision ofSystem() {
    if (audit.isRunning()) {
      audit.ground(Ground.SYSTEM.code(), "");
    }
    return new Decision(true, true, Ground.SYSTEM, "", EnumSet.allOf(DataSet.class));
  }

  @Override
  public Map<ResidentId, Decision> views(Actor actor, Collection<ResidentId> residents) {
    Map<ResidentId, Decision> views = new LinkedHashMap<>();
    if (actor.isSystem()) {
      Decision all = ofSystem();
      residents.forEach(resident -> views.put(resident, all));
      return views;
    }
    Asking asking = asking(actor);
    Map<String, ResidentStanding> known =
        standings.standings(residents.stream().map(ResidentId::value).toList(), asking);
    for (ResidentId resident : residents) {
      ResidentStanding standing = known.get(resident.value());
      Decision decision =
          standing == null
              ? Decision.denied()
              : AccessRules.decide(asking, standing, DataSet.IDENTITY);
      if (decision.allowed()) {
        views.put(resident, decision);
        enter(resident, decision);
      }
    }
    return views;
  }

  @Override
  public Visibility visibility(Actor actor) {
    return visibility(actor, DataSet.IDENTITY);
  }

  @Override
  public Visibility visibility(Actor actor, DataSet atLeast) {
    return visibility(actor, atLeast, DataSet.IDENTITY);
  }

  @Override
  public Visibility visibility(Actor actor, SearchQuery query) {
    return visibility(actor, DataSet.IDENTITY, SearchedElements.needed(query));
  }

  private Visibility visibility(Actor actor, DataSet atLeast, DataSet patientsWith) {
    if (actor.isSystem()) {
      ofSystem();
      return Visibility.ALL;
    }
    audit.ground(usualGround(actor).code(), "");
    return new VisibilityRules(asking(actor), memory::standings, atLeast, patientsWith);
  }

  /** On which ground the actor searches, before anything is found. */
  private static Ground usualGround(Actor actor) {
    if (actor.isOnlyForHerOwn()) {
      return actor.has(Role.RESIDENT) ? Ground.OWN_RECORD : Ground.FAMILY_VIEW;
    }
    if (actor.hasAny(Role.CARE)) {
      return Ground.TEAM_AND_CONSENT;
    }
    if (actor.has(Role.CITY_WELFARE)) {
      return Ground.REGISTRATION_DUTY;
    }
    if (actor.has(Role.CITY_DISASTER)) {
      return Ground.ROSTER_INTERNAL_USE;
    }
    if (actor.hasAny(AccessRules.SUPPORTERS)) {
      return Ground.ADVANCE_CONSENT;
    }
    if (actor.has(Role.EMERGENCY_CENTRE)) {
      return Ground.DEVICE_REGISTRATION;
    }
    if (actor.has(Role.AUDITOR)) {
      return Ground.AUDIT_DUTY;
    }
    return actor.has(Role.SYSTEM_ADMIN) ? Ground.CONFIGURATION : Ground.NONE;
  }

  @Override
  public Decision requireChange(
      Actor actor,
      Operation operation,
      @Nullable FhirResource before,
      @Nullable FhirResource after) {
    if (actor.isSystem()) {
      return ofSystem();
    }
    try {
      ChangePolicy.Allowed allowed = changes.require(asking(actor), operation, before, after);
      audit.ground(allowed.ground().code(), "");
      allowed
          .residents()
          .forEach((resident, decision) -> enter(new ResidentId(resident), decision));
      return new Decision(true, true, allowed.ground(), "", Set.of());
    } catch (ProblemException refusal) {
      FhirResource subject = after != null ? after : before;
      if (subject != null) {
        nameResidents(ResidentsConcerned.by(subject));
      }
      audit.denied(Ground.NONE.code());
      throw refusal;
    }
  }

  private void nameResidents(Collection<String> ids) {
    ids.forEach(id -> audit.resident(new ResidentId(id)));
  }

  @Override
  public String explain(Decision decision, String language) {
    return messages.text(language, "ground." + decision.ground().code());
  }

  @Override
  public FhirResource show(Actor actor, FhirResource resource) {
    return showAll(actor, List.of(resource)).get(0);
  }

  @Override
  public List<FhirResource> showAll(Actor actor, List<FhirResource> resources) {
    Asking asking = asking(actor);
    return showAll(asking, resources, residents -> standings.standings(residents, asking));
  }

  @Override
  public List<FhirResource> showAll(
      Actor actor, List<FhirResource> resources, Visibility visibility) {
    return visibility instanceof VisibilityRules rules
        ? showAll(rules.asking(), resources, rules::standings)
        : showAll(actor, resources);
  }

  @Override
  public List<FhirResource> showOnCard(Decision decision, List<FhirResource> card) {
    return decision.shows(DataSet.CARE_RECORD)
        ? card
        : card.stream().map(RedactionMapper::withoutAccounts).toList();
  }

  private List<FhirResource> showAll(
      Asking asking,
      List<FhirResource> resources,
      Function<Collection<String>, Map<String, ResidentStanding>> standingsOf) {
    if (asking.actor().isSystem()) {
      ofSystem();
      return resources;
    }
    Map<FhirResource, List<String>> about = new HashMap<>();
    Set<String> residents = new HashSet<>();
    for (FhirResource resource : resources) {
      if (!ResourceTypes.isDirectory(resource.type())) {
        List<String> concerned = ResidentsConcerned.by(resource);
        about.put(resource, concerned);
        residents.addAll(concerned);
      }
    }
    Map<String, ResidentStanding> known = standingsOf.apply(residents);
    return resources.stream()
        .map(resource -> shown(asking, resource, about.getOrDefault(resource, List.of()), known))
        .toList();
  }

  private FhirResource shown(
      Asking asking,
      FhirResource resource,
      List<String> concerned,
      Map<String, ResidentStanding> known) {
    RecordKind kind = RecordKind.of(resource);
    if (kind == RecordKind.DISASTER) {
      audit.ground(Ground.DIRECTORY.code(), "");
      return asking.hasAny(KNOW_DISASTERS) ? resource : RedactionMapper.knownDisaster(resource);
    }
    if (concerned.isEmpty()) {
      audit.ground(Ground.DIRECTORY.code(), "");
    }
    if (resource.type().equals("Subscription")) {
      return RedactionMapper.subscription(resource);
    }
    DataSet wanted =
        resource.type().equals(PATIENT) ? DataSet.IDENTITY : RecordUses.dataSetOf(kind);
    Set<DataSet> view = EnumSet.noneOf(DataSet.class);
    for (String resident : concerned) {
      Optional<Decision> decision =
          Optional.ofNullable(known.get(resident))
              .map(standing -> AccessRules.decide(asking, standing, wanted));
      decision.ifPresent(found -> view.addAll(found.view()));
      enterShown(asking, kind, resident, decision);
    }
    if (resource.type().equals(PATIENT)) {
      audit.dataSet(widest(view).code());
      return RedactionMapper.patient(resource, view);
    }
    audit.dataSet(wanted.code());
    return kind == RecordKind.EMERGENCY_CASE && isOnlyListed(asking, resource, view)
        ? RedactionMapper.listedCase(resource)
        : resource;
  }

  // A row the filter let pass without a view of its resident is the caller's own, or of her case.
  private void enterShown(
      Asking asking, RecordKind kind, String resident, Optional<Decision> decision) {
    ResidentId id = new ResidentId(resident);
    if (decision.isPresent() && decision.get().allowed()) {
      enter(id, decision.get());
    } else if (kind.ofEmergency() && !asking.has(Role.EMERGENCY_CENTRE)) {
      audit.permitted(id, Ground.EMERGENCY_CASE.code(), "");
    } else if (asking.has(Role.EMERGENCY_CENTRE)) {
      audit.permitted(id, Ground.DEVICE_REGISTRATION.code(), "");
    } else {
      audit.permitted(id, Ground.OWN_ENTRY.code(), "");
    }
  }

  private static DataSet widest(Set<DataSet> view) {
    if (view.contains(DataSet.CARE_RECORD)) {
      return DataSet.CARE_RECORD;
    }
    boolean roster =
        view.stream().anyMatch(set -> set != DataSet.IDENTITY && set != DataSet.EMERGENCY_CASE);
    return roster ? DataSet.ROSTER_ITEM : DataSet.IDENTITY;
  }

  private static final Set<Role> KNOW_DISASTERS =
      EnumSet.of(
          Role.CITY_DISASTER,
          Role.CITY_WELFARE,
          Role.FIRE_DISPATCH,
          Role.FIRE_CREW,
          Role.WELFARE_COMMISSIONER);

  private boolean isOnlyListed(Asking asking, FhirResource task, Set<DataSet> view) {
    if (!asking.has(Role.CITY_DISASTER) || view.contains(DataSet.EMERGENCY_CASE)) {
      return false;
    }
    return Optional.ofNullable(StandingMapper.caseTie(task).caseId())
        .flatMap(standings::ofCase)
        .flatMap(call -> AccessRules.caseItself(asking, call))
        .isEmpty();
  }

  @Override
  public List<RecordVersion> showVersions(
      Actor actor, List<RecordVersion> versions, Visibility visibility) {
    if (actor.isSystem()) {
      ofSystem();
      return versions;
    }
    VisibilityRules rules =
        visibility instanceof VisibilityRules given
            ? given
            : new VisibilityRules(
                asking(actor), memory::standings, DataSet.IDENTITY, DataSet.IDENTITY);
    List<RecordVersion> told = disclosed.among(versions, rules);
    List<FhirResource> contents =
        told.stream().map(RecordVersion::resource).filter(Objects::nonNull).toList();
    Iterator<FhirResource> shown = showAll(rules.asking(), contents, rules::standings).iterator();
    return told.stream()
        .map(version -> version.resource() == null ? version : version.as(shown.next()))
        .toList();
  }

  @Override
  public void refused(Actor actor, ResourceKey key) {
    audit.resource(key.toString()).denied(Ground.NONE.code());
    if (key.type().equals(PATIENT)) {
      if (key.id().matches("[A-Za-z0-9.-]{1,64}")) {
        audit.resident(new ResidentId(key.id()));
      }
      return;
    }
    store
        .read(key, Visibility.ALL)
        .ifPresent(resource -> nameResidents(ResidentsConcerned.by(resource)));
  }
}
