package jp.tsunagi.disaster.boundary;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.disaster.control.DisasterMapper;
import jp.tsunagi.disaster.control.DisasterRepository;
import jp.tsunagi.disaster.control.DisasterRules;
import jp.tsunagi.disaster.control.Observers;
import jp.tsunagi.disaster.control.RosterGroups;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * 災害. Its life: opened for some areas, perhaps with an emergency mode that can be prolonged, closed
 * once. What it is called and where it is, every member of staff may know.
 */
@ApplicationScoped
@Transactional
public class DisasterService {
  private static final int PAGE = 50;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private DisasterRepository disasters;
  private DisasterRules rules;
  private RosterGroups groups;
  private Observers observers;
  private RecordStore records;
  private AccessPolicy policy;
  private DisasterViews views;
  private AuditScope audit;
  private CurrentActor current;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DisasterService() {}

  @Inject
  DisasterService(
      DisasterRepository disasters,
      DisasterRules rules,
      RosterGroups groups,
      Observers observers,
      RecordStore records,
      AccessPolicy policy,
      DisasterViews views,
      AuditScope audit,
      CurrentActor current,
      Clock clock) {
    this.disasters = disasters;
    this.rules = rules;
    this.groups = groups;
    this.observers = observers;
    this.records = records;
    this.policy = policy;
    this.views = views;
    this.audit = audit;
    this.current = current;
    this.clock = clock;
  }

  @Audited(AuditAction.SEARCH)
  public DisasterPage page(@Nullable String cursor) {
    requireStaff();
    Optional<Cursor> after = Cursor.read(cursor, 2);
    List<StoredDisaster> found =
        disasters.page(
            after.map(place -> place.number(0)).orElse(null),
            after.map(place -> place.number(1)).orElse(null),
            PAGE + 1);
    List<StoredDisaster> page = found.subList(0, Math.min(PAGE, found.size()));
    StoredDisaster last = found.size() > PAGE ? page.get(PAGE - 1) : null;
    return new DisasterPage(
        page.stream().map(stored -> view(stored.disaster())).toList(),
        last == null ? null : Cursor.write(last.disaster().openedAt().toEpochMilli(), last.sid()));
  }

  @Audited(AuditAction.READ)
  public DisasterView find(String id) {
    requireStaff();
    return view(require(id).disaster());
  }

  @Audited(AuditAction.CREATE)
  public DisasterView open(OpenDisaster asked) {
    Actor actor = requireOpener();
    OpenDisaster.Mode mode = asked.emergencyMode();
    Disaster disaster =
        rules.check(
            ids.generate().toString(),
            new DisasterRules.Asked(
                asked.title(),
                asked.hazard(),
                asked.areas(),
                mode == null
                    ? null
                    : new DisasterRules.AskedMode(mode.legalGround(), mode.reason(), mode.until()),
                Boolean.TRUE.equals(asked.exercise())),
            actor.user());
    FhirResource plan =
        DisasterMapper.toCarePlan(disaster, null, observers.performer(actor).orElse(null));
    policy.requireChange(actor, Operation.CREATE, null, plan);
    groups.ensure(disaster, actor);
    records.create(plan, actor, Door.USE_CASE);
    return shown(disaster);
  }

  /** Prolongs the emergency mode, or declares it again after it ran out. */
  @Audited(AuditAction.UPDATE)
  public DisasterView prolong(String id, ProlongEmergencyMode asked) {
    Actor actor = requireOpener();
    FhirResource stored = lock(id);
    Disaster disaster =
        rules.prolonged(DisasterMapper.disaster(stored), asked.until(), asked.reason());
    return write(disaster, stored, actor);
  }

  /** A second person of the city confirms the emergency mode. */
  @Audited(AuditAction.UPDATE)
  public DisasterView confirm(String id) {
    Actor actor = requireOpener();
    FhirResource stored = lock(id);
    Disaster disaster = DisasterMapper.disaster(stored);
    Disaster confirmed = rules.confirmed(disaster, actor.user());
    if (confirmed.equals(disaster)) {
      audit.ground(Ground.DIRECTORY.code(), "");
      return shown(disaster);
    }
    return write(confirmed, stored, actor);
  }

  /** Closing a closed disaster changes nothing. */
  @Audited(AuditAction.UPDATE)
  public DisasterView close(String id) {
    Actor actor = requireOpener();
    FhirResource stored = lock(id);
    Disaster disaster = DisasterMapper.disaster(stored);
    if (!disaster.isOpen()) {
      audit.ground(Ground.DIRECTORY.code(), "");
      return shown(disaster);
    }
    return write(disaster.closed(clock.instant()), stored, actor);
  }

  private DisasterView write(Disaster disaster, FhirResource stored, Actor actor) {
    FhirResource plan = DisasterMapper.toCarePlan(disaster, stored, null);
    policy.requireChange(actor, Operation.UPDATE, stored, plan);
    records.update(plan, stored.version(), actor, Door.USE_CASE);
    return shown(disaster);
  }

  private FhirResource lock(String id) {
    StoredDisaster known = require(id);
    return records
        .lock(new ResourceKey("CarePlan", known.disaster().id()))
        .orElseThrow(ProblemException::notFound);
  }

  private StoredDisaster require(String id) {
    return disasters.find(id).orElseThrow(ProblemException::notFound);
  }

  private DisasterView view(Disaster disaster) {
    audit.ground(Ground.DIRECTORY.code(), "").resource("CarePlan/" + disaster.id());
    return views.of(disaster);
  }

  private DisasterView shown(Disaster disaster) {
    audit.resource("CarePlan/" + disaster.id()).exercise(disaster.exercise());
    return views.of(disaster);
  }

  private void requireStaff() {
    Actor actor = current.get();
    audit.ground(Ground.DIRECTORY.code(), "");
    if (actor.roles().isEmpty()
        || actor.isOnlyForHerOwn()
        || actor.roles().stream().allMatch(role -> role == Role.EMERGENCY_CENTRE)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  /** Before the content is looked at: who may never do it learns nothing about how it is done. */
  private Actor requireOpener() {
    Actor actor = current.get();
    if (!actor.has(Role.CITY_DISASTER)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    return actor;
  }
}
