package jp.tsunagi.resident.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.resident.control.ResidentChangeRepository;
import jp.tsunagi.resident.entity.Change;

/** 変更の経過. Tells who changed what of the record: to those who may see the care record. */
@ApplicationScoped
public class ChangeTimeline implements TimelineSource {
  private AccessPolicy policy;
  private ResidentChangeRepository changes;
  private Wording wording;

  @SuppressWarnings("NullAway.Init")
  protected ChangeTimeline() {}

  @Inject
  ChangeTimeline(AccessPolicy policy, ResidentChangeRepository changes, Wording wording) {
    this.policy = policy;
    this.changes = changes;
    this.wording = wording;
  }

  @Override
  public List<TimelineEntry> entries(
      ResidentId resident, Actor actor, Instant before, int limit, String language) {
    return changes
        .before(resident, before, limit, policy.visibility(actor, DataSet.CARE_RECORD))
        .stream()
        .map(change -> entry(change, language))
        .toList();
  }

  TimelineEntry entry(Change change, String language) {
    return TimelineEntry.of(
        TimelineEntry.Kind.CHANGE,
        Long.toString(change.number()),
        change.at(),
        new TimelineEntry.By(change.userName(), change.organizationName()),
        wording.title(change, language));
  }
}
