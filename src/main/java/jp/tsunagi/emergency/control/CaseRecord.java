package jp.tsunagi.emergency.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import jp.tsunagi.emergency.entity.EmergencyCase;
import jp.tsunagi.emergency.entity.TakenStep;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * 案件の記録. Keeps the Task that shows where a case stands. It is derived: each version follows from
 * the calls and steps so far, and nobody but this system writes it.
 */
@ApplicationScoped
public class CaseRecord {
  private RecordStore records;
  private OrganizationDirectory directory;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected CaseRecord() {}

  @Inject
  CaseRecord(RecordStore records, OrganizationDirectory directory, Clock clock) {
    this.records = records;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @param firstCall id of the Communication that opened it
   */
  public void open(EmergencyCase emergency, String firstCall, Actor actor) {
    records.create(
        CaseTaskMapper.toCase(emergency, firstCall, null, clock.instant()), actor, Door.SYSTEM);
  }

  public void update(EmergencyCase emergency, Actor actor) {
    FhirResource now =
        records
            .lock(new ResourceKey("Task", emergency.id()))
            .orElseThrow(() -> new IllegalStateException("no Task for case " + emergency.id()));
    String post = CaseTaskMapper.postOf(now);
    if (post == null) {
      post = emergency.acceptance().map(this::postOf).orElse(null);
    }
    records.update(
        CaseTaskMapper.toCase(emergency, CaseTaskMapper.firstCallOf(now), post, clock.instant()),
        null,
        actor,
        Door.SYSTEM);
  }

  /** The post the person of a step acts in. */
  public @Nullable String postOf(TakenStep step) {
    return directory.postOf(step.user());
  }
}
