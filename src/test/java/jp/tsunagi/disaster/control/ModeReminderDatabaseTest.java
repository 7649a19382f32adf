package jp.tsunagi.disaster.control;

import static jp.tsunagi.disaster.control.DisasterBench.aCrew;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.disaster.entity.StoredDisaster;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.notification.boundary.Notice;
import jp.tsunagi.notification.boundary.Notices;
import jp.tsunagi.platform.boundary.Messages;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.ResourceKey;
import org.junit.jupiter.api.Test;

/** Who is told of an emergency mode that nobody confirmed, and how often, on a real database. */
class ModeReminderDatabaseTest {
  private static final Duration ALMOST = EmergencyMode.CONFIRMED_WITHIN.minusSeconds(1);

  private final DisasterBench bench = new DisasterBench();
  private final List<String> told = new ArrayList<>();
  private final ModeReminder reminder = aReminder();

  /** Ids of one test do not meet those of another: they share the database. */
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  private final String flood = "flood-" + run;

  /** Nobody else lives there: the floods stay open. */
  private final String town = "08211-mitsukaido-" + run;

  private final String otherTown = "08211-ishige-" + run;

  private ModeReminder aReminder() {
    return new ModeReminder(bench.disasters, new Told(), new Surrounding(), bench.clock);
  }

  private void look(ModeReminder who) {
    bench.in(
        () -> {
          who.tellAll();
          return true;
        });
  }

  private StoredDisaster aFlood(String... areas) {
    return bench.open(bench.aDisaster(flood, false, areas));
  }

  @Test
  void the_city_and_the_auditors_are_told_once_when_thirty_minutes_are_over() {
    aFlood(town, otherTown);
    bench.later(ALMOST);
    look(reminder);
    assertEquals(List.of(), told);

    bench.later(Duration.ofSeconds(1));
    look(reminder);
    look(reminder);

    assertEquals(List.of("[08211] emergency-mode-unconfirmed CarePlan/" + flood), told);
  }

  @Test
  void neither_a_restart_nor_a_rebuild_nor_a_prolonging_tells_it_again() {
    StoredDisaster stored = aFlood(town);
    bench.later(Duration.ofHours(1));
    look(reminder);

    look(aReminder());
    bench.in(
        () -> {
          bench.disasters.remove(stored.sid());
          bench.disasters.put(stored.sid(), stored.disaster());
          return true;
        });
    look(aReminder());
    write(
        stored
            .disaster()
            .inMode(
                modeOf(stored.disaster())
                    .prolonged("水が引かない", bench.clock.instant().plus(Duration.ofHours(30)))));
    look(aReminder());

    assertEquals(1, told.size(), told::toString);
  }

  @Test
  void what_a_second_person_confirmed_in_time_is_told_to_nobody() {
    StoredDisaster stored = aFlood(town);
    bench.later(ALMOST);
    write(
        stored
            .disaster()
            .inMode(modeOf(stored.disaster()).confirmedBy("abe", bench.clock.instant())));

    bench.later(Duration.ofHours(2));
    look(reminder);

    assertEquals(List.of(), told);
  }

  @Test
  void a_confirmation_between_the_look_and_the_telling_wins() {
    StoredDisaster stored = aFlood(town);
    bench.later(Duration.ofHours(1));
    Instant from = modeOf(stored.disaster()).from();
    write(
        stored
            .disaster()
            .inMode(modeOf(stored.disaster()).confirmedBy("abe", bench.clock.instant())));

    boolean reminded =
        bench.in(() -> bench.disasters.remind(stored.sid(), from, bench.clock.instant()));

    assertEquals(false, reminded);
  }

  @Test
  void the_auditor_finds_it_behind_hundreds_of_later_disasters() {
    StoredDisaster stored = aFlood(town);
    Instant from = modeOf(stored.disaster()).from();
    bench.later(Duration.ofHours(1));
    UnconfirmedModes finder =
        new UnconfirmedModes(
            bench.disasters, new DisasterBench.Directory(), new Messages(), bench.clock);
    List<Long> later = new ArrayList<>();

    List<Anomaly> found =
        bench.in(
            () -> {
              for (int i = 0; i < 250; i++) {
                long sid = -stored.sid() * 1_000 - i;
                Disaster one = bench.aDisaster(flood + "-" + i, false, otherTown);
                bench.disasters.put(
                    sid, one.inMode(modeOf(one).confirmedBy("abe", one.openedAt())));
                later.add(sid);
              }
              List<Anomaly> all = finder.between(from, from.plusSeconds(1), "ja");
              later.forEach(bench.disasters::remove);
              return all;
            });

    assertEquals(
        List.of("matsumoto matsumoto " + from.plus(EmergencyMode.CONFIRMED_WITHIN)),
        found.stream()
            .filter(one -> ("CarePlan/" + flood).equals(one.reference()))
            .map(one -> one.user() + " " + one.name() + " " + one.until())
            .toList());
  }

  private static EmergencyMode modeOf(Disaster disaster) {
    return java.util.Objects.requireNonNull(disaster.mode());
  }

  private void write(Disaster disaster) {
    bench.in(
        () -> {
          FhirResource stored =
              bench.record.store().lock(new ResourceKey("CarePlan", disaster.id())).orElseThrow();
          return bench
              .record
              .store()
              .update(
                  DisasterMapper.toCarePlan(disaster, stored, null),
                  stored.version(),
                  aCrew("abe"),
                  Door.USE_CASE);
        });
  }

  /** Keeps what is told of this test's own disaster. */
  private final class Told implements Notices {
    @Override
    public void tellTeamOf(ResidentId resident, Notice notice) {
      throw new AssertionError("no resident is meant");
    }

    @Override
    public void tellDisasterStaffAndAuditors(Collection<String> cities, Notice notice) {
      if (notice.about().equals("CarePlan/" + flood)) {
        told.add(cities + " " + notice.kind().code() + " " + notice.about());
      }
    }
  }

  /** The transaction is the test's. */
  private static final class Surrounding implements UserTransaction {
    @Override
    public void begin() {}

    @Override
    public void commit() {}

    @Override
    public void rollback() {
      throw new AssertionError("rolled back");
    }

    @Override
    public void setRollbackOnly() {}

    @Override
    public int getStatus() {
      return Status.STATUS_ACTIVE;
    }

    @Override
    public void setTransactionTimeout(int seconds) {}
  }
}
