package jp.tsunagi.resident.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordRevisited;
import jp.tsunagi.record.boundary.RecordsRevisited;
import jp.tsunagi.resident.entity.CareLevelPeriod;
import jp.tsunagi.resident.entity.Change;
import jp.tsunagi.resident.entity.SupportFlag;

/**
 * 利用者の一行の写し. Follows every change of the record, in its transaction and whichever door it came
 * through, and brings lists, searches and the edit version up to date.
 *
 * <p>What the system itself writes (seeding, imports on start) is not told as somebody's change.
 */
@ApplicationScoped
public class ResidentProjection {
  private ResidentLineRepository lines;
  private ResidentListRepository list;
  private ResidentChangeRepository changes;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ResidentProjection() {}

  @Inject
  ResidentProjection(
      ResidentLineRepository lines,
      ResidentListRepository list,
      ResidentChangeRepository changes,
      Clock clock) {
    this.lines = lines;
    this.list = list;
    this.changes = changes;
    this.clock = clock;
  }

  void follow(@Observes RecordChanged written) {
    written.open().ifPresent(this::followOpen);
  }

  private void followOpen(RecordChanged change) {
    FhirResource subject = change.subject();
    List<ResidentId> residents = ChangeMapper.residents(subject);
    if (residents.isEmpty()) {
      return;
    }
    Optional<Change> told = describe(change, residents.get(0));
    project(change.sid(), subject, change.after() == null);
    boolean edited = ChangeMapper.isEdited(subject);
    for (ResidentId resident : residents) {
      if (edited || ChangeMapper.subject(subject).isPresent() || isNews(subject)) {
        changes.touch(resident, edited, at(change));
      }
    }
    told.ifPresent(
        news ->
            changes.add(
                news,
                change.sid(),
                change.actor(),
                edited ? changes.editVersion(news.resident()) : null));
  }

  /**
   * Makes the rows of one resource anew. Who changed what and how often is no one resource's to say
   * and stays.
   */
  void revisit(@Observes RecordRevisited visited) {
    RecordRevisited passed = visited.open();
    FhirResource resource = passed.resource();
    if (resource != null) {
      project(passed.sid(), resource, false);
      return;
    }
    lines.removeAll(passed.sid());
    if (passed.concerns("Device")) {
      lines.saveDevice(passed.key().id(), List.of());
    }
  }

  void finish(@Observes RecordsRevisited all) {
    lines.removeGone();
  }

  /** Brings the projection of one resource up to date. */
  private void project(long sid, FhirResource resource, boolean deleted) {
    switch (resource.type()) {
      case "Patient" -> {
        if (deleted) {
          lines.remove(sid);
        } else {
          lines.save(sid, PersonMapper.toPerson(resource));
        }
      }
      case "Flag" -> projectFlag(sid, resource, deleted);
      case "Observation" -> projectCareLevel(sid, resource, deleted);
      case "Consent" ->
          lines.saveConsents(
              sid,
              ChangeMapper.residents(resource),
              deleted ? List.of() : ConsentMapper.toConsents(resource));
      case "Device" -> {
        lines.saveDevice(resource.id(), deleted ? List.of() : CareDeviceMapper.numbers(resource));
        use(sid, resource.id(), resource, deleted);
      }
      case "DeviceUseStatement" ->
          use(
              sid,
              CareDeviceMapper.used(resource)
                  .map(device -> device.substring(device.indexOf('/') + 1))
                  .orElse(""),
              resource,
              deleted);
      default -> {}
    }
  }

  private void projectFlag(long sid, FhirResource resource, boolean deleted) {
    Optional<SupportFlag> flag =
        deleted ? Optional.empty() : SupportFlagMapper.toFlag(resource).filter(SupportFlag::active);
    if (flag.isPresent()) {
      lines.saveFlag(sid, flag.get());
    } else {
      lines.removeFlag(sid);
    }
  }

  private void projectCareLevel(long sid, FhirResource resource, boolean deleted) {
    if (!CareLevelMapper.isCareLevel(resource)) {
      return;
    }
    Optional<CareLevelPeriod> period =
        deleted
            ? Optional.empty()
            : CareLevelMapper.toPeriod(resource).filter(CareLevelPeriod::valid);
    if (period.isPresent()) {
      lines.saveCareLevel(sid, period.get());
    } else {
      lines.removeCareLevel(sid);
    }
  }

  private void use(long sid, String deviceId, FhirResource resource, boolean deleted) {
    if (deleted || deviceId.isEmpty()) {
      lines.removeDeviceUse(sid);
    } else {
      lines.saveDeviceUse(sid, deviceId, ChangeMapper.residents(resource));
    }
  }

  /** Notes and measurements are news about a resident without being changes of her record. */
  private static boolean isNews(FhirResource resource) {
    return resource.type().equals("Communication") || resource.type().equals("Observation");
  }

  private Instant at(RecordChanged change) {
    FhirResource after = change.after();
    return after == null ? clock.instant() : after.lastUpdated().orElseGet(clock::instant);
  }

  private Optional<Change> describe(RecordChanged change, ResidentId resident) {
    FhirResource subject = change.subject();
    Optional<String> kind = ChangeMapper.subject(subject);
    List<String> fields = ChangeMapper.fields(change.before(), change.after());
    boolean silent = ChangeMapper.isEdited(subject) && fields.isEmpty();
    if (kind.isEmpty()
        || change.door() == Door.SYSTEM
        || (silent && change.operation() == Operation.UPDATE)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            0,
            resident,
            subject.type(),
            kind.get(),
            change.operation().name().toLowerCase(java.util.Locale.ROOT),
            fields,
            detail(change, resident),
            at(change),
            change.actor().name(),
            change.actor().organizationName()));
  }

  /** For a care level what it was and what it became, as codes; else the thing in its own words. */
  private @org.jspecify.annotations.Nullable String detail(
      RecordChanged change, ResidentId resident) {
    FhirResource after = change.after();
    if (after == null || !CareLevelMapper.isCareLevel(after)) {
      return ChangeMapper.words(change.subject()).orElse(null);
    }
    String was =
        list.careLevel(resident, LocalDate.now(clock)).map(p -> p.level().code()).orElse("");
    return CareLevelMapper.toPeriod(after).map(is -> was + "," + is.level().code()).orElse(null);
  }
}
