package jp.tsunagi.emergency.control;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import jp.tsunagi.emergency.entity.EmergencyEvent;
import jp.tsunagi.emergency.entity.EmergencyKind;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.organization.boundary.Area;
import jp.tsunagi.organization.boundary.AreaTree;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;

/**
 * 通報の予行. Lets a made-up centre call for a made-up resident, through every check and effect of a
 * real call, inside a transaction that its caller rolls back.
 */
@ApplicationScoped
public class AlarmRehearsal {
  private static final int CALLS = 3;

  private RecordStore records;
  private AreaTree areas;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected AlarmRehearsal() {}

  @Inject
  AlarmRehearsal(RecordStore records, AreaTree areas, Clock clock) {
    this.records = records;
    this.areas = areas;
    this.clock = clock;
  }

  void play() {
    String name = "rehearsal-" + Generators.timeBasedEpochGenerator().generate();
    Actor system = Actor.system("rehearsal");
    for (FhirResource part : RehearsalMapper.parts(name, anyTown())) {
      records.create(part, system, Door.SYSTEM);
    }
    for (int call = 0; call < CALLS; call++) {
      records.create(EmergencyCallMapper.toCommunication(event(name, call)), system, Door.SYSTEM);
    }
  }

  private EmergencyEvent event(String name, int call) {
    return new EmergencyEvent(
        name,
        name + "-" + call,
        name,
        EmergencyKind.EMERGENCY,
        null,
        OffsetDateTime.now(clock),
        null,
        null,
        true);
  }

  private String anyTown() {
    return areas.all().stream()
        .filter(area -> area.kind() == Area.Kind.TOWN)
        .findFirst()
        .map(area -> area.code().value())
        .orElse("00000");
  }
}
