package jp.tsunagi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * 負荷. A closed loop: so many callers, each asking again as soon as it has its answer, for some
 * seconds or until there is nothing left to ask.
 */
final class Load {
  private final String host = "localhost";
  private final int port;
  private final String token;
  private final Machine machine;

  /** What one caller asks next. */
  interface Caller {
    /** The next request; null to stop. */
    HttpConnection.@Nullable Request next();

    /** Takes the answer; false if it was not what it must be. */
    default boolean took(HttpConnection.Answer answer) {
      return answer.status() >= 200 && answer.status() < 300;
    }
  }

  /** Makes the callers. */
  interface Callers {
    Caller caller(int number);
  }

  Load(int port, String token, Machine machine) {
    this.port = port;
    this.token = token;
    this.machine = machine;
  }

  HttpConnection connection() {
    return new HttpConnection(host, port, token);
  }

  /** One request, which must succeed. */
  HttpConnection.Answer ask(HttpConnection.Request request) {
    try (HttpConnection connection = connection()) {
      return connection.send(request);
    } catch (IOException failure) {
      throw new BenchFailure(request.method() + " " + request.path(), failure);
    }
  }

  /**
   * @param units how much one request counts for: 1, or the resources of a Bundle
   * @param seconds how long; 0 until the callers stop
   */
  Cell run(int callers, double seconds, int units, Callers make) {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    AtomicReference<String> firstError = new AtomicReference<>("");
    try {
      Machine.Reading before = machine.read();
      long start = System.nanoTime();
      long end = seconds == 0 ? Long.MAX_VALUE : start + (long) (seconds * 1e9);
      List<Future<Tally>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        Caller caller = make.caller(i);
        running.add(threads.submit(() -> work(caller, end, firstError)));
      }
      List<long[]> latencies = new ArrayList<>();
      long errors = 0;
      for (Future<Tally> one : running) {
        Tally tally = one.get();
        latencies.add(tally.latencies());
        errors += tally.errors();
      }
      double took = (System.nanoTime() - start) / 1e9;
      Machine.Reading after = machine.read();
      long[] all = Cell.merged(latencies);
      double done = Math.max(1.0, (double) all.length * units);
      return new Cell(
          all.length * units / took,
          all,
          errors,
          String.valueOf(firstError.get()),
          (after.server() - before.server()) / done,
          (after.database() - before.database()) / done,
          (after.statements() - before.statements()) / done,
          Math.max(0, (after.others() - before.others()) / 1e3 / took));
    } catch (ExecutionException failure) {
      throw new BenchFailure("the load stopped", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", interrupted);
    } finally {
      threads.shutdownNow();
    }
  }

  private record Tally(long[] latencies, long errors) {}

  private Tally work(Caller caller, long end, AtomicReference<String> firstError)
      throws IOException {
    long[] latencies = new long[1_024];
    int count = 0;
    long errors = 0;
    try (HttpConnection connection = connection()) {
      while (System.nanoTime() < end) {
        HttpConnection.Request request = caller.next();
        if (request == null) {
          break;
        }
        long before = System.nanoTime();
        HttpConnection.Answer answer = connection.send(request);
        long took = System.nanoTime() - before;
        if (caller.took(answer)) {
          if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, count * 2);
          }
          latencies[count++] = took;
        } else {
          errors++;
          firstError.compareAndSet(
              "",
              answer.status() + " " + request.method() + " " + request.path() + " " + cut(answer));
        }
      }
    }
    return new Tally(Arrays.copyOf(latencies, count), errors);
  }

  private static String cut(HttpConnection.Answer answer) {
    String text = answer.text();
    return text.substring(0, Math.min(300, text.length()));
  }
}
