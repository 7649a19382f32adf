package jp.tsunagi.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * 一つの測定. What one kind of request did for some seconds.
 *
 * @param rate units a second
 * @param latencies of the requests in nanoseconds, ascending
 * @param server processor milliseconds of the application for a unit
 * @param database processor milliseconds of the database for a unit
 * @param statements that the database took for a unit, with those of the trail and of timers
 * @param others cores that processes of others took meanwhile
 */
record Cell(
    double rate,
    long[] latencies,
    long errors,
    String firstError,
    double server,
    double database,
    double statements,
    double others) {
  private static final double MILLI = 1e6;

  double percentile(double part) {
    if (latencies.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(latencies.length * part) - 1;
    return latencies[Math.max(0, Math.min(latencies.length - 1, index))] / MILLI;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rate", rate).put("requests", latencies.length).put("errors", errors);
    node.put("p50", percentile(0.5)).put("p95", percentile(0.95)).put("p99", percentile(0.99));
    node.put("server", server).put("database", database).put("statements", statements);
    return node.put("others", others);
  }

  static long[] merged(java.util.List<long[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length).sum();
    long[] all = new long[length];
    int at = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    Arrays.sort(all);
    return all;
  }
}
