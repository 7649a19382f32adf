package jp.tsunagi.consent.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import jp.tsunagi.consent.entity.Span;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.organization.boundary.OrganizationMoved;
import jp.tsunagi.organization.boundary.StaffMoved;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordKind;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.RecordsRevisited;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Brings up to date what decisions rest on, inside the transaction of each change: what is
 * committed is decided on from the next request on, whichever door it came through.
 */
@ApplicationScoped
public class StandingProjector {
  /** After the directory has taken the change in. */
  static final int PROJECTED = 2_000;

  private static final String PATIENT = "Patient";
  private static final Actor SYSTEM = Actor.system("rebuild");

  private ProjectionRepository repository;
  private OrganizationDirectory directory;
  private AreaTree areas;
  private StandingMemory memory;
  private RecordStore records;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected StandingProjector() {}

  @Inject
  StandingProjector(
      ProjectionRepository repository,
      OrganizationDirectory directory,
      AreaTree areas,
      StandingMemory memory,
      RecordStore records,
      Clock clock) {
    this.repository = repository;
    this.directory = directory;
    this.areas = areas;
    this.memory = memory;
    this.records = records;
    this.clock = clock;
  }

  void project(@Observes @Priority(PROJECTED) RecordChanged change) {
    switch (change.subject().type()) {
      case PATIENT -> {
        resident(change);
        replace(change, repository::removeAccounts, this::accounts);
      }
      case "RelatedPerson" -> replace(change, repository::removeAccounts, this::accounts);
      case "CareTeam" -> replace(change, repository::removeTeam, this::team);
      case "Consent" -> {
        replace(change, repository::removeConsent, this::consent);
        replace(change, repository::removeSupporters, this::helperDecision);
      }
      case "Device" -> replace(change, repository::removeDevice, this::device);
      case "CarePlan" -> {
        replace(change, repository::removeModes, this::disaster);
        replace(change, repository::removeSupporters, this::helpers);
      }
      case "Observation" -> fact(change);
      case "Task", "Communication", "ServiceRequest", "Encounter" -> emergency(change);
      default -> {}
    }
    sealed(change);
  }

  /** Makes the rows of one resource anew, in one transaction: nobody sees the moment between. */
  void revisit(@Observes @Priority(PROJECTED) RecordRevisited passed) {
    FhirResource resource = passed.resource();
    repository.removeSealed(passed.sid());
    repository.removeFact(passed.sid());
    if (resource != null) {
      if (passed.concerns(PATIENT)) {
        resident(
            passed.sid(), resource, repository.keeperOf(passed.sid()).orElse(passed.creator()));
      }
      if (RecordKind.of(resource) == RecordKind.EMERGENCY_CASE
          && repository.remembered(passed.sid()).isEmpty()) {
        emergencyCase(passed.sid(), resource, toldByHistory(passed.key()));
      }
      project(
          new RecordChanged(
              Operation.UPDATE, passed.sid(), resource, resource, SYSTEM, Door.SYSTEM));
      return;
    }
    switch (passed.key().type()) {
      case PATIENT -> {
        memory.forget();
        if (!repository.knowsResident(passed.sid())) {
          lastVersion(passed.key())
              .ifPresent(last -> resident(passed.sid(), last, passed.creator()));
        }
        repository.markResidentDeleted(passed.sid());
        repository.removeAccounts(passed.sid());
      }
      case "RelatedPerson" -> repository.removeAccounts(passed.sid());
      case "CareTeam" -> repository.removeTeam(passed.sid());
      case "Consent" -> {
        repository.removeConsent(passed.sid());
        repository.removeSupporters(passed.sid());
      }
      case "Device" -> repository.removeDevice(passed.sid());
      case "CarePlan" -> {
        repository.removeModes(passed.sid());
        repository.removeSupporters(passed.sid());
      }
      case "Task" -> repository.closeCase(passed.sid(), clock.millis());
      default -> {}
    }
  }

  /** What a deleted resource was: who saw it may learn that it is gone. */
  private Optional<FhirResource> lastVersion(ResourceKey key) {
    return records.history(key, Visibility.ALL).stream()
        .map(RecordVersion::resource)
        .filter(Objects::nonNull)
        .findFirst();
  }

  void finish(@Observes RecordsRevisited all) {
    repository.removeGone();
  }

  private static void replace(
      RecordChanged change,
      java.util.function.LongConsumer remove,
      BiConsumer<Long, FhirResource> put) {
    if (change.before() != null) {
      remove.accept(change.sid());
    }
    if (change.after() != null) {
      put.accept(change.sid(), change.after());
    }
  }

  private void resident(RecordChanged change) {
    memory.forget();
    FhirResource after = change.after();
    if (after == null) {
      repository.markResidentDeleted(change.sid());
      return;
    }
    resident(
        change.sid(),
        after,
        change.before() == null
            ? change.actor().organizationId().map(OrganizationId::value).orElse(null)
            : repository.keeperOf(change.sid()).orElse(null));
  }

  private void resident(long sid, FhirResource patient, @Nullable String otherwise) {
    StandingMapper.Home home = StandingMapper.home(patient);
    String keeper = home.keeper() == null ? otherwise : home.keeper();
    repository.putResident(
        sid, patient.id(), keeper, cityOf(keeper, home).orElse(null), area(home));
  }

  // Whom no body keeps belongs to the city she lives in.
  private Optional<String> cityOf(@Nullable String keeper, StandingMapper.Home home) {
    if (keeper != null) {
      return directory.cityOf(new OrganizationId(keeper));
    }
    String area = area(home);
    return Optional.ofNullable(area).map(code -> code.substring(0, 5));
  }

  private @Nullable String area(StandingMapper.Home home) {
    return Optional.ofNullable(home.area())
        .or(
            () ->
                home.addressText().flatMap(areas::townOf).map(Area::code).map(code -> code.value()))
        .orElse(null);
  }

  private void team(long sid, FhirResource resource) {
    StandingMapper.team(resource)
        .ifPresent(
            team -> {
              int position = 0;
              for (StandingMapper.Participant participant : team.participants()) {
                repository.putParticipant(
                    sid,
                    position++,
                    resource.id(),
                    team.resident(),
                    participant.reference(),
                    behind(participant.reference()),
                    participant.span());
              }
            });
  }

  private void consent(long sid, FhirResource resource) {
    List<StandingMapper.Clause> clauses = StandingMapper.clauses(resource);
    for (int i = 0; i < clauses.size(); i++) {
      StandingMapper.Clause clause = clauses.get(i);
      repository.putClause(sid, i, resource.id(), clause, whom(clause.reference()));
    }
  }

  private void accounts(long sid, FhirResource resource) {
    PersonAccountMapper.accounts(resource).forEach(account -> repository.putAccount(sid, account));
  }

  private void helperDecision(long sid, FhirResource resource) {
    PlanSupporterMapper.clauses(resource)
        .forEach(clause -> repository.putSupporterDecision(sid, resource.id(), clause));
  }

  private void helpers(long sid, FhirResource resource) {
    if (RecordKind.of(resource) == RecordKind.EVACUATION_PLAN) {
      PlanSupporterMapper.helpers(resource)
          .ifPresent(
              plan ->
                  plan.supporters()
                      .forEach(
                          helper ->
                              repository.putNamedSupporter(
                                  sid, resource.id(), plan.resident(), helper)));
    }
  }

  private String whom(String reference) {
    if (reference.isEmpty()) {
      return "";
    }
    String organization = reference.contains("/") ? behind(reference) : null;
    return organization == null ? ProjectionRepository.NOBODY : organization;
  }

  private @Nullable String behind(String reference) {
    return directory.behind(reference).map(OrganizationId::value).orElse(null);
  }

  private void device(long sid, FhirResource resource) {
    if (RecordKind.of(resource) == RecordKind.EMERGENCY_DEVICE) {
      StandingMapper.deviceOwner(resource).ifPresent(owner -> repository.putDevice(sid, owner));
    }
  }

  private void disaster(long sid, FhirResource resource) {
    if (RecordKind.of(resource) == RecordKind.DISASTER) {
      StandingMapper.emergencyMode(resource)
          .ifPresent(mode -> repository.putModes(sid, resource.id(), mode.areas(), mode.span()));
    }
  }

  private void fact(RecordChanged change) {
    if (isFact(change.before())) {
      repository.removeFact(change.sid());
    }
    FhirResource after = change.after();
    if (after != null && isFact(after)) {
      StandingMapper.fact(after).ifPresent(fact -> repository.putFact(change.sid(), fact));
    }
  }

  private static boolean isFact(@Nullable FhirResource resource) {
    return resource != null && RecordKind.of(resource) == RecordKind.SAFETY_FACT;
  }

  private void emergency(RecordChanged change) {
    RecordKind kind = RecordKind.of(change.subject());
    if (!kind.ofEmergency()) {
      return;
    }
    FhirResource after = change.after();
    if (kind == RecordKind.EMERGENCY_CASE) {
      emergencyCase(change.sid(), after, repository.remembered(change.sid()));
    }
    if (after != null) {
      repository.putCaseRow(change.sid(), StandingMapper.caseTie(after));
    }
  }

  private void emergencyCase(
      long sid, @Nullable FhirResource task, Optional<ProjectionRepository.CaseMemory> before) {
    long now = clock.millis();
    if (task == null) {
      repository.closeCase(sid, now);
      return;
    }
    StandingMapper.Case call = StandingMapper.emergencyCase(task);
    String owner = call.owner();
    String acceptedBy = before.map(ProjectionRepository.CaseMemory::acceptedBy).orElse(null);
    if (acceptedBy == null && owner != null) {
      acceptedBy = behind(owner);
    }
    long known = before.map(ProjectionRepository.CaseMemory::closedAt).orElse(Span.FOREVER);
    long changedAt = task.lastUpdated().map(Instant::toEpochMilli).orElse(now);
    long closedAt = call.closed() ? Math.min(known, changedAt) : Span.FOREVER;
    repository.putCase(sid, task.id(), call, acceptedBy, closedAt);
  }

  /** Who accepted first and when it was closed, of a case whose row is lost. */
  private Optional<ProjectionRepository.CaseMemory> toldByHistory(ResourceKey task) {
    List<RecordVersion> newestFirst = records.history(task, Visibility.ALL);
    String acceptedBy = null;
    long closedAt = Span.FOREVER;
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      FhirResource version = newestFirst.get(i).resource();
      if (version == null || RecordKind.of(version) != RecordKind.EMERGENCY_CASE) {
        continue;
      }
      StandingMapper.Case call = StandingMapper.emergencyCase(version);
      String owner = call.owner();
      if (acceptedBy == null && owner != null) {
        acceptedBy = behind(owner);
      }
      if (call.closed()) {
        closedAt = Math.min(closedAt, newestFirst.get(i).at().toEpochMilli());
      }
    }
    return Optional.of(new ProjectionRepository.CaseMemory(acceptedBy, closedAt));
  }

  private void sealed(RecordChanged change) {
    if (change.before() != null && change.before().isSealed()) {
      repository.removeSealed(change.sid());
    }
    FhirResource after = change.after();
    if (after != null && after.isSealed()) {
      for (String reader : StandingMapper.readersOfSealed(after)) {
        repository.putSealed(change.sid(), reader, behind(reader));
      }
    }
  }

  void organizationMoved(@Observes OrganizationMoved moved) {
    memory.forget();
    repository.putCity(moved.organization().value(), moved.city());
  }

  void staffMoved(@Observes StaffMoved moved) {
    repository.moveStaff(moved.reference(), behind(moved.reference()));
  }
}
