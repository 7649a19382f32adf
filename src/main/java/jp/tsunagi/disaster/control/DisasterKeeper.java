package jp.tsunagi.disaster.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.platform.boundary.LiveEvents;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;
import jp.tsunagi.record.boundary.RecordChanging;
import jp.tsunagi.record.boundary.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * 災害の開設と閉鎖. A disaster begins when its CarePlan is written, through whichever door: the roster is
 * made in the same transaction. The emergency mode is read from the same CarePlan by the access
 * rules.
 */
@ApplicationScoped
public class DisasterKeeper {
  private DisasterRepository disasters;
  private RosterLineRepository lines;
  private RosterKeeper roster;
  private DrillConsent drillConsent;
  private LiveEvents live;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DisasterKeeper() {}

  @Inject
  DisasterKeeper(
      DisasterRepository disasters,
      RosterLineRepository lines,
      RosterKeeper roster,
      DrillConsent drillConsent,
      LiveEvents live,
      Clock clock) {
    this.disasters = disasters;
    this.lines = lines;
    this.roster = roster;
    this.drillConsent = drillConsent;
    this.live = live;
    this.clock = clock;
  }

  static boolean isDisaster(@Nullable FhirResource resource) {
    return resource != null && RecordKind.of(resource) == RecordKind.DISASTER;
  }

  void check(@Observes @Priority(FactKeeper.PROJECTED) RecordChanging change) {
    FhirResource after = change.after();
    FhirResource before = change.before();
    if (after == null) {
      // A response that was made is history; without a trace it never was one.
      if (isDisaster(before)) {
        throw new ProblemException(ProblemCode.APPEND_ONLY);
      }
      return;
    }
    if (isDisaster(before) && !isDisaster(after)) {
      throw ProblemException.invalid("CarePlan.category", "disaster.stays-a-disaster");
    }
    if (!isDisaster(after)) {
      return;
    }
    List<Violation> violations = DisasterMapper.check(after);
    if (!violations.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_CONTENT, violations);
    }
    DisasterMapper.complete(after);
    FhirResource known = before != null && isDisaster(before) ? before : null;
    if (known != null) {
      checkStep(DisasterMapper.disaster(known), DisasterMapper.disaster(after));
    }
    signatures(
        known == null ? null : DisasterMapper.disaster(known).mode(), after, change.actor().user());
  }

  // Whichever door the mode comes through, the one who writes it has declared it, and nobody
  // confirms her own or in another's name.
  private static void signatures(@Nullable EmergencyMode before, FhirResource after, String user) {
    EmergencyMode mode = DisasterMapper.disaster(after).mode();
    if (mode == null) {
      return;
    }
    EmergencyMode same = before != null && before.from().equals(mode.from()) ? before : null;
    String declaredBy = same == null ? user : same.declaredBy();
    if (declaredBy != null && !declaredBy.equals(mode.declaredBy())) {
      DisasterMapper.sign(after, declaredBy);
    }
    String confirmed = same == null ? null : same.confirmedBy();
    boolean others = !Objects.equals(confirmed, mode.confirmedBy());
    if (others && (!user.equals(mode.confirmedBy()) || user.equals(declaredBy))) {
      throw ProblemException.invalid(
          "CarePlan.extension(emergency-mode)", "disaster.not-the-second-person");
    }
  }

  private static void checkStep(Disaster before, Disaster after) {
    if (before.exercise() != after.exercise()) {
      throw ProblemException.invalid("CarePlan.extension(exercise)", "disaster.other-world");
    }
    if (!before.isOpen() && after.isOpen()) {
      throw ProblemException.invalid("CarePlan.status", "disaster.closed-for-good");
    }
  }

  void keep(@Observes @Priority(FactKeeper.PROJECTED) RecordChanged change) {
    FhirResource after = change.after();
    if (after == null || !isDisaster(after)) {
      return;
    }
    Disaster disaster = DisasterMapper.disaster(after);
    StoredDisaster stored = new StoredDisaster(change.sid(), disaster);
    Optional<StoredDisaster> before = disasters.find(change.sid());
    disasters.put(change.sid(), disaster);
    boolean newAreas =
        before.filter(old -> old.disaster().areas().equals(disaster.areas())).isEmpty();
    if (disaster.isOpen() && newAreas) {
      roster.review(clock.instant());
      lines.fill(stored, drillConsent.admitted(disaster));
      if (before.isPresent()) {
        lines.renumber(change.sid());
      }
    }
    live.publish(
        new LiveEvent(
            "disaster",
            Map.of("disasterId", disaster.id(), "state", disaster.state()),
            Map.of("everyStaff", true)));
  }
}
