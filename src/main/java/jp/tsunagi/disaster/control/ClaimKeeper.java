package jp.tsunagi.disaster.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.disaster.entity.Claim;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** 担当の管理. Shows on the line who goes to a resident, from the Task that is the record of it. */
@ApplicationScoped
public class ClaimKeeper {
  private DisasterRepository disasters;
  private RosterLineRepository lines;
  private LiveEvents live;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ClaimKeeper() {}

  @Inject
  ClaimKeeper(
      DisasterRepository disasters, RosterLineRepository lines, LiveEvents live, Clock clock) {
    this.disasters = disasters;
    this.lines = lines;
    this.live = live;
    this.clock = clock;
  }

  void check(@Observes @Priority(FactKeeper.PROJECTED) RecordChanging change) {
    FhirResource after = change.after();
    if (after == null || !SafetyCheckMapper.isCheck(after)) {
      return;
    }
    List<Violation> violations = SafetyCheckMapper.check(after);
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
  }

  void keep(@Observes @Priority(FactKeeper.PROJECTED) RecordChanged change) {
    if (!SafetyCheckMapper.isCheck(change.subject())) {
      return;
    }
    FhirResource task = change.subject();
    Optional<StoredDisaster> disaster = SafetyCheckMapper.disasterOf(task).flatMap(disasters::find);
    Optional<String> resident = SafetyCheckMapper.residentOf(task);
    if (disaster.isEmpty() || resident.isEmpty()) {
      return;
    }
    Optional<Claim> claim =
        change.after() == null ? Optional.empty() : SafetyCheckMapper.claim(change.after());
    if (claim.isPresent()) {
      lines.put(disaster.get().sid(), resident.get(), claim.get(), task.id());
    } else {
      lines.release(disaster.get().sid(), resident.get(), task.id());
    }
    announce(disaster.get(), resident.get());
  }

  private void announce(StoredDisaster disaster, String resident) {
    lines
        .lines(disaster.sid(), List.of(resident), Condition.ALWAYS, clock.instant())
        .forEach(line -> live.publish(event(disaster, line)));
  }

  private static LiveEvent event(StoredDisaster disaster, RosterLine line) {
    return new LiveEvent(
        "safety-status",
        Map.of(
            "disasterId",
            disaster.disaster().id(),
            "residentId",
            line.resident(),
            "safety",
            line.safety().code(),
            "whereabouts",
            line.whereabouts().code(),
            "conflict",
            line.conflict()),
        FactKeeper.audience(line.resident()));
  }
}
