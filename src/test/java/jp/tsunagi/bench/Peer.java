package jp.tsunagi.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 比べる相手. What the HAPI FHIR JPA server 8.8 did with data of the same shape on its machine, and what
 * that machine allowed: rates a second, p99 in milliseconds.
 */
final class Peer {
  /** A figure of the peer's, with the limits that bound this kind of work and our aim. */
  record Figure(double rate, double p99, double aim, List<String> bounds) {
    static final double UNKNOWN = Double.NaN;
  }

  private static final List<String> READ = List.of(Limits.SERVLET, Limits.KEY_READ);
  private static final List<String> PAGE = List.of(Limits.SERVLET, Limits.NEWEST);
  private static final List<String> WRITE = List.of(Limits.COMMIT_EIGHT);
  private static final List<String> BULK = List.of(Limits.BATCHED);

  static final Map<String, Double> LIMITS =
      Map.of(
          Limits.SERVLET, 30_000.0,
          Limits.KEY_READ, 43_000.0,
          Limits.NEWEST, 17_700.0,
          Limits.COMMIT_ONE, 4_100.0,
          Limits.COMMIT_EIGHT, 9_600.0,
          Limits.BATCHED, 45_000.0);

  static final double BYTES_PER_RESOURCE = 12_400;
  static final long MEMORY_IDLE = 1_150;
  static final long MEMORY_LOADED = 1_860;

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  Peer() {
    figures.put("read c=1", new Figure(590, Figure.UNKNOWN, 2, READ));
    figures.put("read c=8", new Figure(1_690, 12.6, 4, READ));
    figures.put("read c=32", new Figure(1_540, Figure.UNKNOWN, 4, READ));
    figures.put("Patient?identifier c=8", new Figure(970, Figure.UNKNOWN, 4, READ));
    figures.put("Patient?family&birthdate c=8", new Figure(660, Figure.UNKNOWN, 4, READ));
    figures.put("Observation?patient&code&_sort=-date c=8", new Figure(230, 82, 4, PAGE));
    figures.put("Communication?subject&_sort=-sent c=8", new Figure(390, Figure.UNKNOWN, 4, PAGE));
    figures.put("CareTeam?participant c=8", new Figure(400, Figure.UNKNOWN, 4, PAGE));
    figures.put("Condition?code c=8", new Figure(170, Figure.UNKNOWN, 4, PAGE));
    figures.put("Patient/$everything c=8", new Figure(56, 238, 4, PAGE));
    figures.put("create c=8", new Figure(490, Figure.UNKNOWN, 3, WRITE));
    figures.put("update If-Match c=8", new Figure(455, Figure.UNKNOWN, 3, WRITE));
    figures.put("conditional create c=8", new Figure(450, Figure.UNKNOWN, 3, WRITE));
    figures.put("ingest c=1", new Figure(690, Figure.UNKNOWN, 2.5, BULK));
    figures.put("ingest c=4", new Figure(1_290, Figure.UNKNOWN, 2.5, BULK));
    figures.put("mixed day c=8", new Figure(400, Figure.UNKNOWN, 4, PAGE));
  }

  boolean knows(String cell) {
    return figures.containsKey(cell);
  }

  Figure figure(String cell) {
    Figure figure = figures.get(cell);
    if (figure == null) {
      throw new IllegalArgumentException(cell);
    }
    return figure;
  }

  /** How much of the peer's machine this one is, for work bound by these limits. */
  static double scale(List<String> bounds, Map<String, Double> limits) {
    double product = 1;
    int known = 0;
    for (String bound : bounds) {
      Double here = limits.get(bound);
      Double there = LIMITS.get(bound);
      if (here != null && there != null) {
        product *= here / there;
        known++;
      }
    }
    return known == 0 ? Double.NaN : Math.pow(product, 1.0 / known);
  }
}
