package jp.tsunagi.disaster.control;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.Freshness;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.SafetyStatus;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Vocabulary.Profiles;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;

/**
 * 安否報告の受け入れ. Lets every safety Observation into the facts, whichever door it came through, and
 * keeps the roster line true to them.
 */
@ApplicationScoped
public class FactKeeper {
  /** After the directory and the access rules have taken note of the same change. */
  static final int PROJECTED = 3_000;

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private DisasterRepository disasters;
  private RosterLineRepository lines;
  private FactRepository facts;
  private Observers observers;
  private RecordStore records;
  private LiveEvents live;
  private Freshness freshness;
  private Clock clock;
  private FactBatch batch;

  @SuppressWarnings("NullAway.Init")
  protected FactKeeper() {}

  @Inject
  FactKeeper(
      DisasterRepository disasters,
      RosterLineRepository lines,
      FactRepository facts,
      Observers observers,
      RecordStore records,
      LiveEvents live,
      DisasterConfig config,
      Clock clock,
      FactBatch batch) {
    this.disasters = disasters;
    this.lines = lines;
    this.facts = facts;
    this.observers = observers;
    this.records = records;
    this.live = live;
    this.freshness = config.freshness();
    this.clock = clock;
    this.batch = batch;
  }

  void check(@Observes @Priority(PROJECTED) RecordChanging change) {
    if (!SafetyFactMapper.isFact(change.subject())
        && (change.before() == null || !SafetyFactMapper.isFact(change.before()))) {
      return;
    }
    FhirResource after = change.after();
    if (change.operation() != Operation.CREATE || after == null) {
      throw new ProblemException(ProblemCode.APPEND_ONLY);
    }
    List<Violation> violations = SafetyFactMapper.check(after);
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    Disaster disaster = disasterOf(after).disaster();
    if (SafetyFactMapper.exerciseOf(after).orElse(disaster.exercise()) != disaster.exercise()) {
      throw ProblemException.invalid("Observation.extension(exercise)", "disaster.other-world");
    }
    if (change.door() == Door.FHIR && disaster.exercise()) {
      requireLine(disaster, after);
    }
    SafetyFactMapper.complete(
        after,
        ids.generate().toString(),
        disaster.id(),
        observers.performer(change.actor()).orElse(null),
        change.actor().user(),
        disaster.exercise(),
        change.door() == Door.FHIR ? clock.instant() : null);
    SafetyFactMapper.name(after, Profiles.SAFETY_STATUS);
    if (change.door() == Door.FHIR
        && !facts.withIds(List.of(SafetyFactMapper.idOf(after))).isEmpty()) {
      throw new ProblemException(ProblemCode.DUPLICATE);
    }
  }

  // Whoever did not agree to be in a drill does not appear in it, by whichever door.
  private void requireLine(Disaster drill, FhirResource observation) {
    boolean onRoster =
        SafetyFactMapper.residentOf(observation)
            .filter(
                resident ->
                    disasters.openWith(resident, true).stream()
                        .anyMatch(found -> found.disaster().id().equals(drill.id())))
            .isPresent();
    if (!onRoster) {
      throw ProblemException.notFound();
    }
  }

  private StoredDisaster disasterOf(FhirResource observation) {
    Optional<String> named = SafetyFactMapper.disasterOf(observation);
    if (named.isPresent()) {
      return batch
          .disaster(named.get(), disasters::find)
          .orElseThrow(
              () -> ProblemException.invalid("Observation.basedOn", "disaster.unknown-disaster"));
    }
    // A report that names no disaster belongs to the one that is going on where the resident is.
    boolean exercise = SafetyFactMapper.exerciseOf(observation).orElse(false);
    List<StoredDisaster> running =
        SafetyFactMapper.residentOf(observation)
            .map(resident -> disasters.openWith(resident, exercise))
            .orElse(List.of());
    if (running.size() != 1) {
      throw ProblemException.invalid("Observation.basedOn", "required");
    }
    return running.get(0);
  }

  void keep(@Observes @Priority(PROJECTED) RecordChanged change) {
    FhirResource after = change.after();
    if (after == null || !SafetyFactMapper.isFact(after)) {
      return;
    }
    StoredDisaster disaster = disasterOf(after);
    String resident = SafetyFactMapper.residentOf(after).orElse("");
    Long sid =
        batch
            .resident(
                resident,
                id -> lines.sidOf(id).or(() -> records.sid(new ResourceKey("Patient", id))))
            .orElseThrow(() -> new ProblemException(ProblemCode.UNKNOWN_REFERENCE, "Patient"));
    ReportedFact stated = SafetyFactMapper.fact(after, "");
    String observer =
        observers.observer(
            change.actor(), stated.performer(), stated.machine(), stated.fact().how());
    ReportedFact fact = SafetyFactMapper.fact(after, observer);
    if (batch.isOpen()) {
      facts.add(change.sid(), disaster.sid(), sid, fact);
      batch.add(sid, fact);
    } else {
      lines.lock(disaster.sid(), List.of(sid));
      facts.add(change.sid(), disaster.sid(), sid, fact);
      settle(disaster, sid, resident, facts.factsOf(disaster.sid(), sid));
    }
  }

  /** Derives the status from all facts, writes it into the line, and tells the screens. */
  void settle(StoredDisaster disaster, long sid, String resident, List<ReportedFact> all) {
    SafetyStatus status = derive(disaster.sid(), sid, all);
    live.publish(
        new LiveEvent(
            "safety-status",
            Map.of(
                "disasterId",
                disaster.disaster().id(),
                "residentId",
                resident,
                "safety",
                status.shown(false, clock.instant()).code(),
                "whereabouts",
                status.whereabouts().code(),
                "conflict",
                status.conflict()),
            audience(resident)));
  }

  /** Derives the status from all facts and writes it into the line. */
  SafetyStatus derive(long disaster, long resident, List<ReportedFact> all) {
    SafetyStatus status = SafetyStatus.of(all.stream().map(ReportedFact::fact).toList(), freshness);
    lines.put(disaster, resident, status);
    return status;
  }

  /** Who may see what concerns one resident's line. */
  static Map<String, Object> audience(String resident) {
    return Map.of("residents", List.of(resident), "dataSet", "roster-item");
  }
}
