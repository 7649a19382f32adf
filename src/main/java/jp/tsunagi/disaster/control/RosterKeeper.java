package jp.tsunagi.disaster.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.disaster.entity.RosterCandidate;
import jp.tsunagi.disaster.entity.RosterTrait;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanged;

/**
 * 名簿の整備. Follows the records of those who need support, on ordinary days and during a disaster: who
 * comes onto the roster gets a line in every disaster that is going on where she lives, who moved
 * away or died keeps the line with a mark.
 */
@ApplicationScoped
public class RosterKeeper {
  private static final int REVIEWED_AT_ONCE = 1_000;

  private RosterRepository roster;
  private RosterLineRepository lines;
  private DisasterRepository disasters;
  private FactRepository facts;
  private FactKeeper factKeeper;
  private DrillConsent drillConsent;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RosterKeeper() {}

  @Inject
  RosterKeeper(
      RosterRepository roster,
      RosterLineRepository lines,
      DisasterRepository disasters,
      FactRepository facts,
      FactKeeper factKeeper,
      DrillConsent drillConsent,
      Clock clock) {
    this.roster = roster;
    this.lines = lines;
    this.disasters = disasters;
    this.facts = facts;
    this.factKeeper = factKeeper;
    this.drillConsent = drillConsent;
    this.clock = clock;
  }

  void keep(@Observes @Priority(FactKeeper.PROJECTED) RecordChanged written) {
    written.open().ifPresent(this::keepOpen);
  }

  private void keepOpen(RecordChanged change) {
    FhirResource after = change.after();
    if (RosterTraitMapper.isResident(change.subject())) {
      if (after == null) {
        roster.removeCandidate(change.sid());
        lines.mark(change.sid(), "unlisted");
      } else {
        refresh(new RosterRepository.Stored(change.sid(), RosterTraitMapper.candidate(after)));
      }
      return;
    }
    Set<String> residents = new LinkedHashSet<>();
    RosterTraitMapper.residentOf(change.before()).ifPresent(residents::add);
    RosterTraitMapper.residentOf(after).ifPresent(residents::add);
    if (residents.isEmpty()) {
      return;
    }
    Optional<RosterTrait> trait = after == null ? Optional.empty() : RosterTraitMapper.trait(after);
    trait.ifPresentOrElse(
        present -> roster.put(change.sid(), present), () -> roster.removeTrait(change.sid()));
    // A flag may be written before its Patient in the same transaction; the Patient comes later.
    residents.forEach(resident -> roster.find(resident).ifPresent(this::refresh));
  }

  /** Makes the rows of one resource anew; what is no trait leaves none. */
  void enter(long sid, FhirResource resource) {
    if (RosterTraitMapper.isResident(resource)) {
      refresh(new RosterRepository.Stored(sid, RosterTraitMapper.candidate(resource)));
      return;
    }
    Optional<RosterTrait> trait = RosterTraitMapper.trait(resource);
    boolean counts = trait.isPresent();
    if (counts) {
      roster.put(sid, trait.get());
    } else {
      counts = roster.removeTrait(sid);
    }
    if (counts) {
      RosterTraitMapper.residentOf(resource).flatMap(roster::find).ifPresent(this::refresh);
    }
  }

  /** Makes the rows again whose flags or certifications have begun or ended by themselves. */
  public void review(Instant now) {
    List<RosterRepository.Stored> due = roster.dueForReview(now, REVIEWED_AT_ONCE);
    while (!due.isEmpty()) {
      due.forEach(this::refresh);
      due = roster.dueForReview(now, REVIEWED_AT_ONCE);
    }
  }

  private void refresh(RosterRepository.Stored stored) {
    Instant now = clock.instant();
    RosterCandidate candidate = stored.candidate();
    List<RosterTrait> traits = roster.traitsOf(candidate.resident());
    roster.put(stored, traits, now);
    List<StoredDisaster> open = disasters.open();
    if (open.isEmpty()) {
      return;
    }
    boolean listed = candidate.listed(traits, now);
    if (listed) {
      open.stream()
          .filter(disaster -> concerns(disaster, candidate))
          .filter(disaster -> lines.lock(disaster.sid(), List.of(stored.sid())).isEmpty())
          .filter(disaster -> drillConsent.admits(disaster.disaster(), candidate.resident()))
          .forEach(disaster -> add(disaster, stored));
    }
    lines.follow(stored.sid(), listed ? null : candidate.mark());
  }

  private static boolean concerns(StoredDisaster disaster, RosterCandidate candidate) {
    String area = candidate.area();
    return area == null || disaster.disaster().covers(new AreaCode(area));
  }

  private void add(StoredDisaster disaster, RosterRepository.Stored stored) {
    lines.add(disaster.sid(), stored.sid());
    factKeeper.settle(
        disaster,
        stored.sid(),
        stored.candidate().resident(),
        facts.factsOf(disaster.sid(), stored.sid()));
  }
}
