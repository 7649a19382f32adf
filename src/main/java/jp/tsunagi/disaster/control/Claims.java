package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.disaster.entity.Claim;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.RosterLine.Lease;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;

/** 担当の記録. Writes the Tasks that say who goes to whom; the line follows. */
@ApplicationScoped
public class Claims {
  private RecordStore records;
  private AccessPolicy policy;
  private Observers observers;
  private Duration span = Duration.ofHours(2);
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Claims() {}

  @Inject
  Claims(
      RecordStore records,
      AccessPolicy policy,
      Observers observers,
      DisasterConfig config,
      Clock clock) {
    this.records = records;
    this.policy = policy;
    this.observers = observers;
    this.span = config.lease();
    this.clock = clock;
  }

  /**
   * Takes or prolongs the actor's lease.
   *
   * @return when it ends
   */
  public Instant take(Disaster disaster, RosterLine line, Actor actor, Instant now) {
    Instant until = now.plus(span);
    Lease own = line.claim();
    Optional<FhirResource> running = own == null ? Optional.empty() : task(own);
    if (running.isPresent()) {
      update(running.get(), SafetyCheckMapper.prolonged(running.get(), until), actor);
      return until;
    }
    FhirResource task =
        SafetyCheckMapper.toTask(
            new Claim(
                disaster.id(),
                line.resident(),
                actor.user(),
                actor.name(),
                observers.performer(actor).orElse("Device/" + actor.user()),
                now,
                until),
            line.safety(),
            disaster.exercise());
    policy.requireChange(actor, Operation.CREATE, null, task);
    records.create(task, actor, Door.USE_CASE);
    return until;
  }

  public void giveBack(Lease lease, Actor actor) {
    task(lease)
        .ifPresent(task -> update(task, SafetyCheckMapper.released(task, clock.instant()), actor));
  }

  private Optional<FhirResource> task(Lease lease) {
    String id = lease.task();
    return id == null ? Optional.empty() : records.lock(new ResourceKey("Task", id));
  }

  private void update(FhirResource before, FhirResource after, Actor actor) {
    policy.requireChange(actor, Operation.UPDATE, before, after);
    records.update(after, before.version(), actor, Door.USE_CASE);
  }
}
