package jp.tsunagi.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import jp.tsunagi.bench.HttpConnection.Request;
import jp.tsunagi.launcher.LauncherFailure;
import jp.tsunagi.launcher.PayaraServer;

/**
 * 性能測定. Starts a system of its own, measures what the machine allows, then what the FHIR door makes
 * of it: with a real token, every access decided and audited.
 */
public final class Bench {
  private static final int RESIDENTS_A_ROUND = 24;
  private static final double STEADY = 0.97;
  private static final int TURNS = 3;

  private final BenchSettings settings;
  private final Path home;
  private final Machine machine = new Machine();
  private final Report report = new Report();
  private final BenchStack stack;

  private Bench(BenchSettings settings, Path home) {
    this.settings = settings;
    this.home = home;
    this.stack = new BenchStack(home, settings.port(), machine);
  }

  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("tsunagi.home", "")).toAbsolutePath();
    try {
      Bench bench = new Bench(BenchSettings.from(arguments, System.getenv()), home);
      try {
        bench.run();
      } finally {
        bench.stack.close();
      }
      System.out.println(bench.report.table());
      System.exit(bench.report.hasErrors() ? 1 : 0);
    } catch (BenchFailure | LauncherFailure failure) {
      System.err.println("bench: " + failure.getMessage());
      System.exit(2);
    }
  }

  private void run() {
    report.fact("machine", Machine.about());
    stack.startSurroundings();
    if (settings.measures("limits")) {
      limits();
    }
    Map<String, Long> empty;
    // The first start makes the schema; a second one is what people wait for.
    stack.start(List.of());
    stack.stop();
    report.fact("start-up, s", rounded(stack.start(javaOptions())));
    empty = stack.bytes();
    Load load = new Load(settings.port(), token(), machine);
    pause(3);
    report.fact("memory idle, MB (peer " + Peer.MEMORY_IDLE + ")", machine.memory(true));
    Population people = new Population(load);
    Work work = new Work(people);
    int first = settings.sizes().get(0);
    people.growTo(first);
    warmUp(load, work);
    if (settings.measures("ingest")) {
      for (int callers : new int[] {1, 4, 8}) {
        report.add("ingest c=" + callers, people.add(RESIDENTS_A_ROUND, callers));
      }
    }
    if (settings.measures("growth") || settings.measures("searches")) {
      grow(load, work, people);
    }
    reads(load, work);
    size(empty);
    writes(load, work);
    report.fact("memory after load, MB (peer " + Peer.MEMORY_LOADED + ")", machine.memory(true));
    report.fact("memory of the database, MB", machine.memory(false));
    if (settings.measures("policy")) {
      policy(load, work);
    }
    report.fact("load average at the end", Machine.load());
    report.write(home.resolve("target/bench"));
  }

  private List<String> javaOptions() {
    return settings.profile().isEmpty()
        ? List.of()
        : List.of(
            "-XX:FlightRecorderOptions=stackdepth=256",
            "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                + Path.of(settings.profile()).toAbsolutePath());
  }

  private void limits() {
    Map<String, Double> limits =
        new LinkedHashMap<>(
            new Limits(stack.database(), Math.min(3, settings.seconds())).measure());
    PayaraServer fixed = stack.startFixed();
    Load load = new Load(settings.port(), "", machine);
    Load.Callers callers = number -> () -> Request.get("/x");
    for (int i = 0; i < 3; i++) {
      load.run(8, Math.min(3, settings.seconds()), 1, callers);
    }
    limits.put(Limits.SERVLET, load.run(8, Math.min(3, settings.seconds()), 1, callers).rate());
    fixed.stop();
    report.limits(limits);
  }

  /** A token the application takes: it may need a moment to learn the provider's keys. */
  private String token() {
    for (int i = 0; ; i++) {
      String token = stack.token();
      int status =
          new Load(settings.port(), token, machine)
              .ask(Request.get("/fhir/Patient?_count=1"))
              .status();
      if (status == 200) {
        return token;
      }
      if (i == 30) {
        throw new BenchFailure("the application answers " + status + " to a fresh token");
      }
      pause(1);
    }
  }

  /** Until the cost of a request stops falling, or the time is over. */
  private void warmUp(Load load, Work work) {
    List<Load.Callers> all = new ArrayList<>(List.of(work.read(), work.create()));
    all.addAll(work.searches().values());
    double least = Double.MAX_VALUE;
    int steady = 0;
    long end = System.nanoTime() + settings.warm() * 1_000_000_000L;
    while (System.nanoTime() < end) {
      double cost = 0;
      for (Load.Callers callers : all) {
        cost += load.run(8, 1, 1, callers).server();
      }
      System.err.printf(Locale.ROOT, "  warming up: %.2f ms%n", cost / all.size());
      // More than once: on a machine shared with others one round says little.
      steady = cost > least * STEADY ? steady + 1 : 0;
      least = Math.min(least, cost);
      if (steady == 2) {
        return;
      }
    }
  }

  private void grow(Load load, Work work, Population people) {
    int first = settings.sizes().get(0);
    Map<String, Double> before = new LinkedHashMap<>();
    for (int size : settings.measures("growth") ? settings.sizes() : List.of(first)) {
      people.growTo(size);
      for (Map.Entry<String, Load.Callers> search : work.searches().entrySet()) {
        Cell cell = warm(load, settings.seconds(), search::getValue);
        boolean once = size == first;
        String name = search.getKey() + " c=8" + (once ? "" : " at " + size + " residents");
        report.add(name, cell);
        if (once) {
          before.put(search.getKey(), cell.percentile(0.5));
        } else {
          double growth = cell.percentile(0.5) / before.getOrDefault(search.getKey(), Double.NaN);
          report.fact(
              "latency at " + size + " : at " + first + ", " + search.getKey(), rounded(growth));
        }
      }
    }
    if (settings.measures("searches")) {
      for (int callers : new int[] {1, 32}) {
        String name = "Observation?patient&code&_sort=-date";
        report.add(
            name + " c=" + callers,
            warm(
                load,
                callers,
                settings.seconds(),
                () -> work.searches().getOrDefault(name, work.read())));
      }
      everything(load, work);
    }
  }

  private void everything(Load load, Work work) {
    int status = load.ask(Request.get(work.everythingOf(new Random(1)))).status();
    if (status == 200) {
      report.add("Patient/$everything c=8", warm(load, settings.seconds(), work::everything));
    } else {
      report.fact("Patient/$everything", "answers " + status + ", not measured");
    }
  }

  private void reads(Load load, Work work) {
    if (!settings.measures("reads")) {
      return;
    }
    for (int callers : new int[] {1, 8, 32}) {
      report.add("read c=" + callers, warm(load, callers, settings.seconds(), work::read));
    }
    report.add("vread c=8", warm(load, settings.seconds(), work::versionRead));
    report.add("read, not changed (304) c=8", warm(load, settings.seconds(), work::unchangedRead));
  }

  private void size(Map<String, Long> empty) {
    // What changed is written to the files in the background.
    pause(2);
    long record = 0;
    long trail = 0;
    for (Map.Entry<String, Long> table : stack.bytes().entrySet()) {
      long grown = table.getValue() - empty.getOrDefault(table.getKey(), 0L);
      if (table.getKey().startsWith("audit")) {
        trail += grown;
      } else {
        record += grown;
      }
    }
    long resources = stack.resources();
    report.fact("resources", resources);
    report.fact(
        String.format(
            Locale.ROOT, "bytes of database for a resource (peer %.0f)", Peer.BYTES_PER_RESOURCE),
        record / Math.max(1, resources));
    report.fact("bytes of audit trail in the database, all accesses", trail);
  }

  private void writes(Load load, Work work) {
    double seconds = settings.seconds();
    if (settings.measures("writes")) {
      report.add("create c=8", warm(load, seconds, work::create));
      report.add("update If-Match c=8", warm(load, seconds, () -> work.update(load)));
      report.add("conditional create c=8", warm(load, seconds, work::conditionalCreate));
    }
    if (settings.measures("mixed")) {
      report.add("mixed day c=8", warm(load, 2 * seconds, work::mixed));
    }
  }

  /** Measured when the request's cost has stopped falling, or a quarter of the warming is over. */
  private Cell warm(Load load, double seconds, Supplier<Load.Callers> work) {
    return warm(load, 8, seconds, work);
  }

  private Cell warm(Load load, int callers, double seconds, Supplier<Load.Callers> work) {
    long end = System.nanoTime() + settings.warm() * 250_000_000L;
    double least = Double.MAX_VALUE;
    int steady = 0;
    while (steady < 3 && System.nanoTime() < end) {
      double cost = load.run(callers, 2, 1, work.get()).server();
      steady = cost > least * STEADY ? steady + 1 : 0;
      least = Math.min(least, cost);
    }
    return load.run(callers, seconds, 1, work.get());
  }

  /** What deciding and recording cost a read: with both and without, in turns, in one process. */
  private void policy(Load load, Work work) {
    stack.stop();
    stack.startOpen();
    awaitAccepted(load);
    requireBothDoors(work);
    Side closed = new Side(load, machine, work.read());
    Side open = new Side(load, machine, work.openRead());
    long end = System.nanoTime() + settings.warm() * 1_000_000_000L;
    while (System.nanoTime() < end) {
      closed.warmUp(3);
      open.warmUp(3);
    }
    pause(Side.AFTERMATH);
    for (int i = 0; i < TURNS; i++) {
      closed.run(settings.seconds());
      open.run(settings.seconds());
      open.run(settings.seconds());
      closed.run(settings.seconds());
    }
    report.fact("read with policy and audit c=8, /s", rounded(closed.rate()));
    report.fact("read without policy and audit c=8, /s", rounded(open.rate()));
    report.fact(
        "read with policy and audit, cpu ms (server + database)",
        rounded(closed.server()) + " + " + rounded(closed.database()));
    report.fact(
        "read without policy and audit, cpu ms (server + database)",
        rounded(open.server()) + " + " + rounded(open.database()));
    report.fact(
        "policy and audit, share of a read's processor time",
        rounded(
                100
                    * (1
                        - (open.server() + open.database())
                            / (closed.server() + closed.database())))
            + " %");
    report.fact(
        "policy and audit, loss of reads a second at c=8",
        rounded(100 * (1 - closed.rate() / open.rate())) + " %");
  }

  /**
   * One of two that are compared, measured in several turns. Each turn pays for what it leaves
   * behind: the trail is carried into the database, and pages to the disk, a moment later.
   */
  private static final class Side {
    private static final int AFTERMATH = 3;
    private final Load load;
    private final Machine machine;
    private final Load.Callers callers;
    private final List<Double> rates = new ArrayList<>();
    private long requests;
    private double server;
    private double database;

    Side(Load load, Machine machine, Load.Callers callers) {
      this.load = load;
      this.machine = machine;
      this.callers = callers;
    }

    void warmUp(double seconds) {
      load.run(8, seconds, 1, callers);
    }

    void run(double seconds) {
      Machine.Reading before = machine.read();
      Cell cell = load.run(8, seconds, 1, callers);
      pause(AFTERMATH);
      Machine.Reading after = machine.read();
      rates.add(cell.rate());
      requests += cell.latencies().length;
      server += after.server() - before.server();
      database += after.database() - before.database();
    }

    double rate() {
      return rates.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double server() {
      return server / requests;
    }

    double database() {
      return database / requests;
    }
  }

  /** Who has no rights to anybody sees a resource through the open door and only there. */
  private void requireBothDoors(Work work) {
    Load stranger = new Load(settings.port(), stack.token("kobayashi"), machine);
    int closed = stranger.ask(Objects.requireNonNull(work.read().caller(1).next())).status();
    int open = stranger.ask(Objects.requireNonNull(work.openRead().caller(1).next())).status();
    if (closed != 404 || open != 200) {
      throw new BenchFailure("the closed door answers " + closed + ", the open one " + open);
    }
  }

  private void awaitAccepted(Load load) {
    for (int i = 0; i < 60; i++) {
      if (load.ask(Request.get("/fhir/Patient?_count=1")).status() == 200) {
        return;
      }
      pause(1);
    }
    throw new BenchFailure("the application does not take the token any more");
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void pause(int seconds) {
    try {
      Thread.sleep(seconds * 1_000L);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", interrupted);
    }
  }
}
