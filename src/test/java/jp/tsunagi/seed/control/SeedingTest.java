package jp.tsunagi.seed.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.seed.control.Seeding.State;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 投入の進行. What a start finds and what it does about it. */
class SeedingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-04-01T03:00:00Z"), ZoneId.of("Asia/Tokyo"));

  private final InMemoryRecord record = new InMemoryRecord();
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  @AfterEach
  void end() {
    workers.shutdown();
  }

  @Test
  void fills_an_empty_record_with_the_cast_and_the_residents_asked_for() {
    Seeding seeding = seedingOf(30);

    seeding.run(workers);

    assertEquals(State.DONE, seeding.state());
    assertEquals(30, seeding.written());
    assertEquals(11 + 30, record.count("Patient"));
  }

  @Test
  void seeds_the_cast_alone_when_no_resident_is_asked_for() {
    seedingOf(0).run(workers);

    assertEquals(11, record.count("Patient"));
  }

  @Test
  void goes_on_where_it_was_cut_off_to_the_number_it_began_with() {
    record.breaksAfter(3);
    Seeding cutOff = seedingOf(60);
    cutOff.run(workers);
    assertEquals(State.FAILED, cutOff.state());
    assertEquals(11 + 25, record.count("Patient"));

    record.breaksAfter(Integer.MAX_VALUE);
    Seeding again = seedingOf(300);
    again.run(workers);

    assertEquals(State.DONE, again.state());
    assertEquals(11 + 60, record.count("Patient"));
  }

  @Test
  void does_a_portion_again_that_lost_a_deadlock() {
    record.losesDeadlocks(2);

    Seeding seeding = seedingOf(60);
    seeding.run(workers);

    assertEquals(State.DONE, seeding.state());
    assertEquals(11 + 60, record.count("Patient"));
  }

  @Test
  void writes_nothing_twice() {
    seedingOf(30).run(workers);
    int writes = record.writes;

    seedingOf(30).run(workers);

    assertEquals(writes, record.writes);
  }

  @Test
  void leaves_a_record_alone_that_somebody_else_filled() {
    Organization other = new Organization();
    other.setId("somebody");
    record.write(List.of(other));

    Seeding seeding = seedingOf(30);
    seeding.run(workers);

    assertEquals(State.DONE, seeding.state());
    assertEquals(0, record.count("Patient"));
  }

  private Seeding seedingOf(int residents) {
    return new Seeding(record, new FixedConfig(residents), CLOCK);
  }

  private static final class FixedConfig extends SeedConfig {
    private final int residents;

    private FixedConfig(int residents) {
      this.residents = residents;
    }

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public int residents() {
      return residents;
    }
  }

  /** A record in which a portion is all there or not at all. */
  private static final class InMemoryRecord extends SeedService {
    private final Map<ResourceKey, FhirResource> resources = new LinkedHashMap<>();
    private int writes;
    private int most = Integer.MAX_VALUE;
    private int deadlocks;

    void breaksAfter(int portions) {
      most = portions;
    }

    void losesDeadlocks(int times) {
      deadlocks = times;
    }

    int count(String type) {
      return (int) resources.keySet().stream().filter(key -> key.type().equals(type)).count();
    }

    @Override
    public OptionalInt planned(int wanted) {
      FhirResource mark = resources.get(SeedMark.KEY);
      if (mark != null) {
        return OptionalInt.of(SeedMark.residentsIn(mark));
      }
      return resources.isEmpty() ? OptionalInt.of(wanted) : OptionalInt.empty();
    }

    @Override
    public synchronized boolean isThere(ResourceKey key) {
      return resources.containsKey(key);
    }

    @Override
    public synchronized void write(List<Resource> portion) {
      if (writes == most) {
        throw new IllegalStateException("the power went");
      }
      if (deadlocks > 0) {
        deadlocks--;
        throw new IllegalStateException(new SQLException("deadlock", "40001", 1213));
      }
      writes++;
      portion.forEach(
          resource -> resources.put(FhirResource.of(resource).key(), FhirResource.of(resource)));
    }
  }
}
