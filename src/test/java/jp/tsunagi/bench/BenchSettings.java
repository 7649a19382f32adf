package jp.tsunagi.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 測定の設定. What {@code bin/bench} was told.
 *
 * @param seconds how long one figure is measured
 * @param warm at most so many seconds until the server has compiled itself
 * @param sizes residents at which searches are measured; the first is "1x"
 * @param port the first of three ports
 */
record BenchSettings(
    double seconds, int warm, List<Integer> sizes, Set<String> phases, int port, String profile) {
  static final List<String> PHASES =
      List.of("limits", "ingest", "reads", "searches", "writes", "mixed", "growth", "policy");

  static final String USAGE =
      """
      Usage: bin/bench [--quick] [--phases a,b,…] [--sizes 200,2000,20000] [--seconds N] [--warm N] [--profile FILE]
        --quick    a few minutes instead of an hour: short figures, 40 and 120 residents
        --phases   some of limits, ingest, reads, searches, writes, mixed, growth, policy
        --sizes    residents at which searches are measured; 200 is "1x"
        --seconds  how long one figure is measured
        --warm     at most so many seconds of warming up
        --profile  also record a Java Flight Recorder profile of reads, searches and writes
      Environment: TSUNAGI_BENCH_PORT (18990), the first of three ports.
      Prints a table and leaves target/bench/bench.md and bench.json.\
      """;

  static BenchSettings from(String[] arguments, Map<String, String> environment) {
    boolean quick = Arrays.asList(arguments).contains("--quick");
    double seconds = quick ? 2 : 10;
    int warm = quick ? 20 : 120;
    List<Integer> sizes = quick ? List.of(40, 120) : List.of(200, 2_000, 20_000);
    Set<String> phases = Set.copyOf(PHASES);
    String profile = "";
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--quick")) {
        continue;
      }
      if (i + 1 == arguments.length) {
        throw new BenchFailure("Unknown argument " + name + ".\n" + USAGE);
      }
      String value = arguments[++i];
      switch (name) {
        case "--phases" -> phases = phases(value);
        case "--sizes" ->
            sizes = Arrays.stream(value.split(",")).map(Integer::valueOf).sorted().toList();
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--warm" -> warm = Integer.parseInt(value);
        case "--profile" -> profile = value;
        default -> throw new BenchFailure("Unknown argument " + name + ".\n" + USAGE);
      }
    }
    int port = Integer.parseInt(environment.getOrDefault("TSUNAGI_BENCH_PORT", "18990"));
    return new BenchSettings(seconds, warm, sizes, phases, port, profile);
  }

  private static Set<String> phases(String value) {
    Set<String> wanted = Set.of(value.split(","));
    if (!PHASES.containsAll(wanted)) {
      throw new BenchFailure("Phases are " + PHASES + ".");
    }
    return wanted;
  }

  boolean measures(String phase) {
    return phases.contains(phase);
  }
}
