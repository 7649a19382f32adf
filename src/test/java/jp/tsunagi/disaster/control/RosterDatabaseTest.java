package jp.tsunagi.disaster.control;

import static jp.tsunagi.disaster.control.DisasterBench.aCrew;
import static jp.tsunagi.disaster.control.DisasterBench.asJson;
import static jp.tsunagi.disaster.control.ResidentOnRecord.HASHIMOTO;
import static jp.tsunagi.disaster.control.ResidentOnRecord.MOTOISHIGE;
import static jp.tsunagi.disaster.control.ResidentOnRecord.aResident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.tsunagi.disaster.control.FactIntake.Envelope;
import jp.tsunagi.disaster.control.FactIntake.Outcome;
import jp.tsunagi.disaster.entity.RosterFilter;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.Safety;
import jp.tsunagi.disaster.entity.StatusCount;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.disaster.entity.SupportNeed;
import jp.tsunagi.disaster.entity.Whereabouts;
import jp.tsunagi.kernel.Vocabulary.Codes;
import jp.tsunagi.kernel.Vocabulary.Systems;
import jp.tsunagi.platform.boundary.Json;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.Visibility.Condition;
import jp.tsunagi.record.control.TestDatabase;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** Rosters, facts and calls on a real record and a real database. */
class RosterDatabaseTest {
  private final DisasterBench bench = new DisasterBench();

  /** Ids of one test do not meet those of another: they share the database. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private String id(String name) {
    return name + "-" + run;
  }

  private final String town = HASHIMOTO + "-" + run;
  private final String otherTown = MOTOISHIGE + "-" + run;

  private StoredDisaster aFlood() {
    return bench.open(bench.aDisaster(id("flood"), false, town, otherTown));
  }

  private Map<String, Object> aFact(String resident, Object... members) {
    Map<String, Object> fact =
        asJson(
            "id",
            UUID.randomUUID().toString(),
            "seq",
            1,
            "residentId",
            id(resident),
            "how",
            "seen",
            "observedAt",
            bench.clock.instant().toString());
    fact.putAll(asJson(members));
    return fact;
  }

  @SafeVarargs
  private List<Outcome.Kind> report(
      String user, StoredDisaster disaster, Map<String, Object>... facts) {
    List<FactReader.Read> read =
        Arrays.stream(facts)
            .map(fact -> FactReader.read(Json.mapper().<JsonNode>valueToTree(fact)))
            .toList();
    return bench.in(
        () -> {
          Set<String> residents =
              Set.copyOf(
                  Arrays.stream(facts)
                      .map(fact -> (String) fact.get("residentId"))
                      .toList()
                      .stream()
                      .distinct()
                      .toList());
          return bench
              .intake
              .take(
                  disaster,
                  new Envelope("tablet of " + user, bench.clock.instant(), bench.clock.instant()),
                  read,
                  bench.intake.visible(disaster, residents, Condition.ALWAYS),
                  aCrew(user))
              .stream()
              .map(Outcome::kind)
              .toList();
        });
  }

  private List<String> order(StoredDisaster disaster) {
    return bench.roster(disaster).stream()
        .map(line -> line.rank() + " " + line.resident().replace("-" + run, ""))
        .toList();
  }

  @Test
  void a_roster_is_made_from_the_records_and_ranked() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    bench.write(
        aResident(id("b")).in(town).onRosterFor("living-alone").inCareLevel("25").resources());
    bench.write(aResident(id("c")).in(otherTown).onRosterFor("ventilator").resources());
    bench.write(aResident(id("nobody")).in(town).inCareLevel("25").resources());
    bench.write(
        aResident(id("cared-for"))
            .in(town)
            .living("facility")
            .onRosterFor("bedridden")
            .resources());
    bench.write(aResident(id("far")).in("08212-x-" + run).onRosterFor("bedridden").resources());

    assertEquals(List.of("1 c", "2 b", "3 a"), order(aFlood()));
  }

  @Test
  void who_comes_onto_the_roster_during_a_disaster_gets_a_line_in_her_rank() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();

    bench.write(aResident(id("b")).in(town).onRosterFor("ventilator").resources());

    assertEquals(List.of("1 b", "2 a"), order(flood));
  }

  @Test
  void whose_circumstances_change_is_ranked_anew() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("fall-risk").resources());
    StoredDisaster flood = aFlood();

    bench.write(aResident(id("b")).in(town).onRosterFor("home-oxygen").resources());

    assertEquals(List.of("1 b", "2 a"), order(flood));
  }

  @Test
  void who_moves_or_dies_keeps_the_line_with_a_mark() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("c")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();

    bench.write(aResident(id("a")).in(town).moved().resources());
    bench.write(aResident(id("b")).in(town).deceased().resources());
    bench.write(aResident(id("c")).in(town).noLongerOnRosterFor("wheelchair").resources());

    assertEquals(
        List.of("moved NOT_APPLICABLE", "deceased NOT_APPLICABLE", "unlisted NOT_APPLICABLE"),
        bench.roster(flood).stream().map(line -> line.mark() + " " + line.safety()).toList());
  }

  @Test
  void a_drill_has_only_those_who_agreed_and_loses_those_who_withdraw() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("wheelchair").resources());
    bench.agreed.add(id("a"));
    StoredDisaster drill = bench.open(bench.aDisaster(id("drill"), true, town));

    bench.write(aResident(id("c")).in(town).onRosterFor("wheelchair").resources());

    assertEquals(List.of("1 a"), order(drill));
    assertEquals(
        List.of(Outcome.Kind.STORED, Outcome.Kind.UNKNOWN_RESIDENT),
        report("nakamura", drill, aFact("a", "safety", "safe"), aFact("b", "safety", "safe")));
  }

  @Test
  void facts_make_the_line_and_the_counts() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();

    List<Outcome.Kind> outcomes =
        report(
            "nakamura",
            flood,
            aFact(
                "a",
                "safety",
                "rescue-needed",
                "whereabouts",
                "home-isolated",
                "support",
                List.of("oxygen")),
            aFact("b", "safety", "safe"));
    report("takahashi", flood, aFact("a", "safety", "safe", "how", "phone"));

    assertEquals(List.of(Outcome.Kind.STORED, Outcome.Kind.STORED), outcomes);
    RosterLine line = bench.line(flood, id("a"));
    assertEquals(Safety.RESCUE_NEEDED, line.safety());
    assertEquals(Whereabouts.HOME_ISOLATED, line.whereabouts());
    assertEquals(Set.of(SupportNeed.OXYGEN), line.support());
    assertTrue(line.conflict());
    assertEquals(
        Set.of(
            new StatusCount(town, Safety.RESCUE_NEEDED, 1, 1),
            new StatusCount(town, Safety.SAFE, 1, 0)),
        Set.copyOf(bench.lines.counts(flood.sid(), Condition.ALWAYS, bench.clock.instant())));
    assertEquals(
        List.of(id("a")),
        bench.roster(flood, RosterFilter.contradictory()).stream()
            .map(RosterLine::resident)
            .toList());
    assertEquals(
        Map.of(
            "disasterId",
            id("flood"),
            "residentId",
            id("a"),
            "safety",
            "rescue-needed",
            "whereabouts",
            "home-isolated",
            "conflict",
            true),
        bench.published.get(bench.published.size() - 1).data());
  }

  @Test
  void the_same_fact_again_is_a_duplicate_and_another_under_its_id_is_evidence() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    Map<String, Object> fact = aFact("a", "safety", "safe");
    Map<String, Object> other = aFact("a", "safety", "rescue-needed");
    other.put("id", fact.get("id"));

    assertEquals(
        List.of(Outcome.Kind.STORED, Outcome.Kind.DUPLICATE),
        report("nakamura", flood, fact, fact));
    assertEquals(
        List.of(Outcome.Kind.DUPLICATE, Outcome.Kind.CONFLICTING_ID),
        report("nakamura", flood, fact, other));
    assertEquals(Safety.SAFE, bench.line(flood, id("a")).safety());
  }

  @Test
  void good_news_grows_old_without_anybody_doing_anything() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    report("nakamura", flood, aFact("a", "safety", "safe"));

    bench.later(Duration.ofHours(73));

    assertEquals(Safety.RECHECK, bench.line(flood, id("a")).safety());
    assertEquals(1, bench.roster(flood, RosterFilter.with(Safety.RECHECK)).size());
    assertEquals(0, bench.roster(flood, RosterFilter.with(Safety.SAFE)).size());
  }

  @Test
  void an_observation_written_by_itself_has_the_same_effect() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    Observation observation = anObservation(id("a"));

    bench.in(
        () ->
            bench
                .record
                .store()
                .create(FhirResource.of(observation), aCrew("nakamura"), Door.FHIR));

    assertEquals(Safety.SAFE, bench.line(flood, id("a")).safety());
    assertEquals("CarePlan/" + id("flood"), observation.getBasedOnFirstRep().getReference());
    assertEquals("PractitionerRole/nakamura", observation.getPerformerFirstRep().getReference());
    assertThrows(
        ProblemException.class,
        () ->
            bench.in(
                () ->
                    bench
                        .record
                        .store()
                        .delete(
                            FhirResource.of(observation).key(), null, aCrew("inoue"), Door.FHIR)));
  }

  private static Observation anObservation(String resident) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.setCode(FhirPartsMapper.concept(Systems.OBSERVATION, Codes.SAFETY_STATUS));
    observation.setSubject(new Reference("Patient/" + resident));
    observation.setMethod(FhirPartsMapper.concept(Systems.HOW_OBSERVED, "seen"));
    observation.setValue(FhirPartsMapper.concept(Systems.SAFETY_STATUS, "safe"));
    return observation;
  }

  private void call(String kind, String... residents) {
    Communication call = new Communication();
    call.setStatus(Communication.CommunicationStatus.COMPLETED);
    call.addCategory(FhirPartsMapper.concept(Systems.COMMUNICATION_CATEGORY, Codes.EMERGENCY_CALL));
    call.addReasonCode(FhirPartsMapper.concept(Systems.EMERGENCY_KIND, kind));
    call.setSubject(new Reference("Patient/" + id(residents[0])));
    for (int i = 1; i < residents.length; i++) {
      call.addExtension(
          jp.tsunagi.kernel.Vocabulary.Extensions.FURTHER_RESIDENT,
          new Reference("Patient/" + id(residents[i])));
    }
    call.setSender(new Reference("Device/" + id("pendant")));
    call.setSentElement(FhirPartsMapper.dateTime(bench.clock.instant()));
    call.setReceivedElement(FhirPartsMapper.dateTime(bench.clock.instant()));
    bench.in(
        () -> bench.record.store().create(FhirResource.of(call), aCrew("centre"), Door.USE_CASE));
  }

  @Test
  void an_emergency_call_is_a_call_for_help_and_a_consultation_a_sign_of_life() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("c")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("d")).in(town).onRosterFor("home-oxygen").resources());
    StoredDisaster flood = aFlood();

    call("emergency", "a");
    call("consultation", "b");
    call("test", "c", "b");
    call("power-loss", "d");
    call("test", "a");

    assertEquals(Safety.RESCUE_NEEDED, bench.line(flood, id("a")).safety());
    assertEquals(Safety.SAFE, bench.line(flood, id("b")).safety());
    assertEquals(Safety.UNCONFIRMED, bench.line(flood, id("c")).safety());
    assertEquals(Set.of(SupportNeed.POWER), bench.line(flood, id("d")).support());
  }

  @Test
  void a_gap_and_a_repeat_of_running_numbers_are_noted() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    String user = "crew" + run;

    report(user, flood, aFact("a", "safety", "safe", "seq", 1));
    report(
        user,
        flood,
        aFact("a", "safety", "safe", "seq", 5),
        aFact("a", "safety", "safe", "seq", 5));

    assertEquals(List.of("gap 2-4", "repeat 5-5"), bench.facts.notes("tablet of " + user));
  }

  @Test
  void a_closed_disaster_stays_closed_and_still_takes_late_reports() {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    FhirResource plan =
        bench
            .record
            .store()
            .read(
                new jp.tsunagi.record.boundary.ResourceKey("CarePlan", id("flood")),
                jp.tsunagi.record.boundary.Visibility.ALL)
            .orElseThrow();
    bench.later(Duration.ofHours(1));
    Instant closedAt = bench.clock.instant();
    bench.in(
        () ->
            bench
                .record
                .store()
                .update(
                    DisasterMapper.toCarePlan(flood.disaster().closed(closedAt), plan, null),
                    null,
                    aCrew("matsumoto"),
                    Door.USE_CASE));
    StoredDisaster closed = bench.disasters.find(id("flood")).orElseThrow();

    assertEquals(closedAt, closed.disaster().closedAt());
    assertEquals(
        List.of(Outcome.Kind.STORED), report("nakamura", closed, aFact("a", "safety", "safe")));
    assertThrows(
        ProblemException.class,
        () ->
            bench.in(
                () ->
                    bench
                        .record
                        .store()
                        .update(
                            DisasterMapper.toCarePlan(flood.disaster(), plan, null),
                            null,
                            aCrew("matsumoto"),
                            Door.FHIR)));
  }

  @Test
  void rosters_and_statuses_can_be_made_again_from_the_resources() throws SQLException {
    bench.write(aResident(id("a")).in(town).onRosterFor("ventilator").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("wheelchair").resources());
    bench.write(aResident(id("c")).in(town).onRosterFor("fall-risk").inCareLevel("24").resources());
    StoredDisaster flood = aFlood();
    report(
        "nakamura",
        flood,
        aFact("a", "safety", "rescue-needed", "support", List.of()),
        aFact("b", "safety", "safe"));
    report("takahashi", flood, aFact("a", "safety", "safe", "how", "phone"));
    call("emergency", "c");
    List<RosterLine> before = bench.roster(flood);

    for (String table :
        List.of(
            "roster_line",
            "resident_call",
            "safety_fact",
            "disaster_event",
            "roster_candidate",
            "roster_trait")) {
      execute("DELETE FROM " + table);
    }

    bench.record.revisit(bench.revisit::revisit, bench.revisit::finish);

    assertEquals(before, bench.roster(flood));
  }

  @Test
  void a_roster_that_is_whole_is_the_same_after_it_was_made_again() throws SQLException {
    bench.write(aResident(id("a")).in(town).onRosterFor("ventilator").resources());
    bench.write(aResident(id("b")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    report("nakamura", flood, aFact("a", "safety", "rescue-needed", "support", List.of()));
    List<RosterLine> before = bench.roster(flood);
    execute("UPDATE roster_line SET safety='safe', rank_key=0 WHERE disaster_sid=" + flood.sid());

    bench.record.revisit(bench.revisit::revisit, bench.revisit::finish);
    bench.record.revisit(bench.revisit::revisit, bench.revisit::finish);

    assertEquals(before, bench.roster(flood));
  }

  /** Design point: 5 s for 20,000, 1 s for 200 facts; the ceilings allow for a busy machine. */
  @Test
  void twenty_thousand_are_ranked_and_two_hundred_facts_taken_in_seconds() throws Exception {
    manyCandidates();
    try {
      long start = System.nanoTime();
      StoredDisaster flood = bench.open(bench.aDisaster(id("flood"), false, "08219"));
      long opened = System.nanoTime();
      List<Map<String, Object>> many = new ArrayList<>();
      for (int i = 1; i <= 200; i++) {
        many.add(aFact("many-" + i, "safety", "safe", "seq", i));
      }
      @SuppressWarnings({"unchecked", "rawtypes"})
      Map<String, Object>[] facts = many.toArray(new Map[0]);
      long sent = System.nanoTime();
      List<Outcome.Kind> outcomes = report("crew-of-many", flood, facts);
      long stored = System.nanoTime();

      assertEquals(20_000, bench.roster(flood).size());
      assertEquals(Set.of(Outcome.Kind.STORED), Set.copyOf(outcomes));
      assertTrue(opened - start < 30_000_000_000L, "opened in " + (opened - start));
      assertTrue(stored - sent < 15_000_000_000L, "stored in " + (stored - sent));
    } finally {
      execute("DELETE FROM compartment WHERE resident_sid<0");
      execute("DELETE FROM resource WHERE sid<0");
      execute("DELETE FROM roster_candidate WHERE resident_sid<0");
      execute("DELETE FROM roster_line WHERE resident_sid<0");
      execute("DELETE FROM safety_fact WHERE resident_sid<0");
    }
  }

  /** Residents as rosters know them, without the records behind them. */
  private void manyCandidates() throws SQLException {
    // The type has its number once there is a resident.
    bench.write(aResident(id("first")).resources());
    execute(
        "INSERT INTO resource (sid, type_id, fhir_id, version, last_updated, deleted, kind, sealed,"
            + " index_hash) SELECT -(seq), (SELECT type_id FROM resource_type WHERE"
            + " name='Patient'), CONCAT('many-', seq, '-"
            + run
            + "'), 1, 0, 0, 0, 0, 0 FROM seq_1_to_20000");
    execute(
        "INSERT INTO roster_candidate (resident_sid, resident_id, area, active, deceased, listed,"
            + " tier, rank_key, reasons) SELECT -(seq), CONCAT('many-', seq, '-"
            + run
            + "'), CONCAT('08219-', MOD(seq, 95), '-"
            + run
            + "'), 1, 0, 1, 1 + MOD(seq, 4), MOD(seq * 7919, 1000000), 'other' FROM"
            + " seq_1_to_20000");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void two_crews_reporting_at_once_are_both_heard() throws Exception {
    bench.write(aResident(id("a")).in(town).onRosterFor("wheelchair").resources());
    StoredDisaster flood = aFlood();
    List<Thread> crews = new ArrayList<>();
    for (int crew = 0; crew < 8; crew++) {
      DisasterBench own = new DisasterBench();
      RosterDatabaseTest there = this;
      String user = "crew-" + crew;
      Map<String, Object> fact =
          aFact("a", "safety", crew == 3 ? "rescue-needed" : "safe", "seq", crew);
      crews.add(new Thread(() -> there.reportOn(own, user, flood, fact)));
    }
    crews.forEach(Thread::start);
    for (Thread crew : crews) {
      crew.join();
    }

    RosterLine line = bench.line(flood, id("a"));
    assertEquals(8, line.liveFacts().size());
    assertEquals(Safety.RESCUE_NEEDED, line.safety());
    assertTrue(line.conflict());
  }

  private void reportOn(
      DisasterBench own, String user, StoredDisaster flood, Map<String, Object> fact) {
    FactReader.Read read = FactReader.read(Json.mapper().<JsonNode>valueToTree(fact));
    own.in(
        () ->
            own.intake.take(
                flood,
                new Envelope("tablet of " + user, null, own.clock.instant()),
                List.of(read),
                own.intake.visible(flood, List.of(id("a")), Condition.ALWAYS),
                aCrew(user)));
  }
}
