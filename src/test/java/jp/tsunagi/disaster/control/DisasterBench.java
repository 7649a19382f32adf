package jp.tsunagi.disaster.control;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.tsunagi.consent.boundary.AdvanceConsents;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.Hazard;
import jp.tsunagi.disaster.entity.RosterFilter;
import jp.tsunagi.disaster.entity.RosterLine;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.fixture.LocalDataSource;
import jp.tsunagi.fixture.TurnedClock;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import jp.tsunagi.organization.boundary.OrganizationDirectory;
import jp.tsunagi.platform.boundary.LiveEvent;
import jp.tsunagi.record.boundary.AssembledRecord;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.Visibility.Condition;
import org.hl7.fhir.r4.model.Resource;

/**
 * This component on a real record and a real database, without a container: rosters, facts and
 * leases as they are, the directory and the consents by hand.
 */
final class DisasterBench {
  final TurnedClock clock = new TurnedClock("2026-09-10T00:00:00Z");

  final AssembledRecord record = new AssembledRecord(clock);
  final List<LiveEvent> published = new ArrayList<>();
  final List<String> agreed = new ArrayList<>();
  final DisasterRepository disasters = connected(new DisasterRepository());
  final RosterRepository roster = connected(new RosterRepository());
  final RosterLineRepository lines = connected(new RosterLineRepository());
  final FactRepository facts = connected(new FactRepository());
  final FactBatch batch = new FactBatch();
  final DisasterConfig config = new DisasterConfig();
  final Observers observers = new Observers(new Directory(), record.store());
  final FactKeeper factKeeper =
      new FactKeeper(
          disasters, lines, facts, observers, record.store(), published::add, config, clock, batch);
  final DrillConsent drillConsent = new DrillConsent(new Consents(), lines);
  final RosterKeeper rosterKeeper =
      new RosterKeeper(roster, lines, disasters, facts, factKeeper, drillConsent, clock);
  final DisasterKeeper disasterKeeper =
      new DisasterKeeper(disasters, lines, rosterKeeper, drillConsent, published::add, clock);
  final CallKeeper callKeeper = new CallKeeper(disasters, lines, facts, record.store(), clock);
  final ClaimKeeper claimKeeper = new ClaimKeeper(disasters, lines, published::add, clock);
  final RosterRevisit revisit =
      new RosterRevisit(
          roster, lines, disasters, facts, rosterKeeper, factKeeper, drillConsent, observers);
  final FactIntake intake =
      new FactIntake(lines, facts, factKeeper, batch, observers, record.store());

  DisasterBench() {
    record.observedBy(
        changing -> {
          factKeeper.check(changing);
          claimKeeper.check(changing);
          disasterKeeper.check(changing);
        },
        changed -> {
          factKeeper.keep(changed);
          rosterKeeper.keep(changed);
          disasterKeeper.keep(changed);
          claimKeeper.keep(changed);
          callKeeper.keep(changed);
        });
  }

  <T> T in(Callable<T> work) {
    return record.in(
        () -> {
          try {
            return work.call();
          } finally {
            batch.close();
          }
        });
  }

  void later(Duration time) {
    clock.turn(time);
  }

  static Actor aCrew(String user) {
    return new Actor(
        user,
        user,
        Set.of(Role.FIRE_CREW),
        new StaffId(user),
        new OrganizationId("joso-fire"),
        "常総広域消防",
        "08211",
        List.of(new AreaCode("08211-mitsukaido")),
        Actor.Kind.PERSON);
  }

  void write(Resource... resources) {
    in(
        () -> {
          for (Resource resource : resources) {
            record.store().update(FhirResource.of(resource), null, aCrew("inoue"), Door.USE_CASE);
          }
          return true;
        });
  }

  Disaster aDisaster(String id, boolean exercise, String... areas) {
    return new Disaster(
        id,
        "鬼怒川 氾濫",
        Hazard.FLOOD,
        List.of(areas).stream().map(AreaCode::new).toList(),
        exercise,
        clock.instant(),
        null,
        exercise
            ? null
            : new EmergencyMode(
                "災害対策基本法第49条の11第3項",
                "氾濫",
                clock.instant(),
                clock.instant().plus(Duration.ofHours(12))));
  }

  StoredDisaster open(Disaster disaster) {
    in(
        () ->
            record
                .store()
                .create(
                    DisasterMapper.toCarePlan(disaster, null, null),
                    aCrew("matsumoto"),
                    Door.USE_CASE));
    return disasters.find(disaster.id()).orElseThrow();
  }

  List<RosterLine> roster(StoredDisaster disaster) {
    return roster(disaster, RosterFilter.EVERYBODY);
  }

  List<RosterLine> roster(StoredDisaster disaster, RosterFilter filter) {
    in(
        () -> {
          lines.numberRanks(disaster.sid());
          return true;
        });
    return lines.page(disaster.sid(), filter, Condition.ALWAYS, clock.instant(), 100_000);
  }

  RosterLine line(StoredDisaster disaster, String resident) {
    return roster(disaster).stream()
        .filter(line -> line.resident().equals(resident))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line of " + resident));
  }

  private <T> T connected(T repository) {
    try {
      Field database = repository.getClass().getDeclaredField("database");
      database.setAccessible(true);
      database.set(repository, new LocalDataSource(record.transaction()));
      return repository;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Those who agreed, by hand. */
  private final class Consents implements AdvanceConsents {
    @Override
    public Condition toTheRoster(String alias) {
      List<Object> values = new ArrayList<>(agreed);
      values.add("nobody");
      return new Condition(alias + ".fhir_id IN (" + "?,".repeat(values.size() - 1) + "?)", values);
    }
  }

  /** Everybody works under the own name. */
  static final class Directory implements OrganizationDirectory {
    @Override
    public Optional<String> nameOfUser(String user) {
      return Optional.of(user);
    }

    @Override
    public Optional<String> nameOf(OrganizationId organization) {
      return Optional.of(organization.value());
    }

    @Override
    public Optional<String> nameOf(StaffId staff) {
      return Optional.of(staff.value());
    }

    @Override
    public Optional<String> cityOf(OrganizationId organization) {
      return Optional.of("08211");
    }

    @Override
    public Set<OrganizationId> organizationsOf(String city) {
      return Set.of();
    }

    @Override
    public Set<AreaCode> areasOf(OrganizationId organization) {
      return Set.of();
    }

    @Override
    public Optional<OrganizationId> ofCentre(String centre) {
      return Optional.empty();
    }

    @Override
    public Optional<String> centreOf(OrganizationId organization) {
      return Optional.empty();
    }

    @Override
    public Optional<OrganizationId> behind(String reference) {
      return Optional.empty();
    }

    @Override
    public Optional<String> nameBehind(String reference) {
      return Optional.of(reference);
    }

    @Override
    public String postOf(String user) {
      return "PractitionerRole/" + user;
    }
  }

  static Map<String, Object> asJson(Object... members) {
    Map<String, Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      map.put((String) members[i], members[i + 1]);
    }
    return map;
  }
}
