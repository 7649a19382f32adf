package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.ReportedFact;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 名簿と安否の作り直し. Empties what this component derived and makes it again from the resources, without
 * telling any screen. What arrived here besides the facts (receipts, notes, evidence) stays.
 *
 * <p>A roster gets everybody who is on the city's now and everybody somebody reported on or went
 * to; who left it since without a trace is not on it any more.
 */
@ApplicationScoped
public class RosterRebuild {
  private static final int PAGE = 200;
  private static final Actor SYSTEM = Actor.system("disaster");

  /** A line whose status waits until all facts are in. */
  private record Place(long disaster, long resident) {}

  private RecordStore records;
  private RosterRepository roster;
  private RosterLineRepository lines;
  private DisasterRepository disasters;
  private FactRepository facts;
  private FactKeeper factKeeper;
  private DrillConsent drillConsent;
  private Observers observers;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RosterRebuild() {}

  @Inject
  RosterRebuild(
      RecordStore records,
      RosterRepository roster,
      RosterLineRepository lines,
      DisasterRepository disasters,
      FactRepository facts,
      FactKeeper factKeeper,
      DrillConsent drillConsent,
      Observers observers,
      Clock clock) {
    this.records = records;
    this.roster = roster;
    this.lines = lines;
    this.disasters = disasters;
    this.facts = facts;
    this.factKeeper = factKeeper;
    this.drillConsent = drillConsent;
    this.observers = observers;
    this.clock = clock;
  }

  /** Runs inside the caller's transaction; how many facts were entered. */
  public int rebuild() {
    lines.clear();
    roster.clear();
    facts.clear();
    disasters.clear();
    for (String type : List.of("Flag", "Device")) {
      each(SearchQuery.of(type), this::enterTrait);
    }
    for (String scale :
        List.of(Codes.CARE_LEVEL, Codes.DEMENTIA_INDEPENDENCE, Codes.DISABILITY_INDEPENDENCE)) {
      each(observations(scale), this::enterTrait);
    }
    each(SearchQuery.of("Patient"), this::enterCandidate);
    each(
        SearchQuery.of("CarePlan")
            .where("category", Systems.CARE_PLAN_CATEGORY + "|" + Codes.DISASTER_RESPONSE),
        this::enterDisaster);
    Map<Place, StoredDisaster> touched = new LinkedHashMap<>();
    int[] entered = {0};
    each(
        observations(Codes.SAFETY_STATUS),
        fact -> {
          enterFact(fact, touched);
          entered[0]++;
        });
    touched
        .keySet()
        .forEach(
            place ->
                factKeeper.derive(
                    place.disaster(),
                    place.resident(),
                    facts.factsOf(place.disaster(), place.resident())));
    each(
        SearchQuery.of("Task").where("code", Systems.TASK + "|" + Codes.SAFETY_CHECK),
        this::enterClaim);
    each(
        SearchQuery.of("Task").where("code", Systems.TASK + "|" + Codes.EMERGENCY_CASE),
        this::enterCase);
    lines.markUnlisted();
    return entered[0];
  }

  private static SearchQuery observations(String code) {
    return SearchQuery.of("Observation").where("code", Systems.OBSERVATION + "|" + code);
  }

  private void enterTrait(FhirResource resource) {
    RosterTraitMapper.trait(resource).ifPresent(trait -> roster.put(sid(resource), trait));
  }

  private void enterCandidate(FhirResource resource) {
    Instant now = clock.instant();
    roster.put(
        new RosterRepository.Stored(sid(resource), RosterTraitMapper.candidate(resource)),
        roster.traitsOf(resource.id()),
        now);
  }

  private void enterDisaster(FhirResource resource) {
    if (!DisasterMapper.check(resource).isEmpty()) {
      return;
    }
    Disaster disaster = DisasterMapper.disaster(resource);
    long sid = sid(resource);
    disasters.put(sid, disaster);
    lines.fill(new StoredDisaster(sid, disaster), drillConsent.admitted(disaster));
  }

  private void enterFact(FhirResource resource, Map<Place, StoredDisaster> touched) {
    Optional<StoredDisaster> disaster =
        SafetyFactMapper.disasterOf(resource).flatMap(disasters::find);
    Optional<Long> resident = SafetyFactMapper.residentOf(resource).flatMap(lines::sidOf);
    if (disaster.isEmpty() || resident.isEmpty()) {
      return;
    }
    ReportedFact stated = SafetyFactMapper.fact(resource, "");
    String observer =
        observers.observer(SYSTEM, stated.performer(), stated.machine(), stated.fact().how());
    long sid = disaster.get().sid();
    facts.add(sid(resource), sid, resident.get(), SafetyFactMapper.fact(resource, observer));
    ensureLine(disaster.get(), resident.get());
    touched.put(new Place(sid, resident.get()), disaster.get());
  }

  private void ensureLine(StoredDisaster disaster, long resident) {
    if (lines.lock(disaster.sid(), List.of(resident)).isEmpty() && lines.wasOnRoster(resident)) {
      lines.add(disaster.sid(), resident);
      lines.renumber(disaster.sid());
    }
  }

  private void enterClaim(FhirResource task) {
    Optional<StoredDisaster> disaster = SafetyCheckMapper.disasterOf(task).flatMap(disasters::find);
    SafetyCheckMapper.claim(task)
        .ifPresent(
            claim ->
                disaster.ifPresent(
                    found -> {
                      lines
                          .sidOf(claim.resident())
                          .ifPresent(resident -> ensureLine(found, resident));
                      lines.put(found.sid(), claim.resident(), claim, task.id());
                    }));
  }

  private void enterCase(FhirResource task) {
    EmergencyCallMapper.helpCase(task)
        .filter(help -> !help.state().equals("closed"))
        .ifPresent(lines::put);
  }

  private long sid(FhirResource resource) {
    return records
        .sid(resource.key())
        .orElseThrow(() -> new IllegalStateException("not stored: " + resource));
  }

  private void each(SearchQuery query, Consumer<FhirResource> reader) {
    @Nullable String next = null;
    do {
      SearchPage page = records.search(query.count(PAGE).from(next), Visibility.ALL);
      page.matches().forEach(reader);
      next = page.next();
    } while (next != null);
  }
}
