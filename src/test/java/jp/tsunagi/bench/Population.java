package jp.tsunagi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 測定用の利用者. Who is in the record by now, and under which ids. */
final class Population {
  private static final Pattern LOCATION = Pattern.compile("\"location\" *: *\"([^\"]+)/_history/");
  private static final int AT_ONCE = 400;

  private final Load load;
  private final List<CareRecords.Facility> facilities = new ArrayList<>();
  private final List<Resident> residents = new CopyOnWriteArrayList<>();
  private int sent;

  /** One resident and the ids of all that was written about her. */
  record Resident(int number, String patient, List<String> all, CareRecords.Facility home) {}

  private record Job(int number, byte[] bundle) {}

  Population(Load load) {
    this.load = load;
  }

  /** Adds residents by transaction Bundles; the rate is of resources. */
  Cell add(int count, int callers) {
    ConcurrentLinkedQueue<Job> jobs = new ConcurrentLinkedQueue<>();
    for (int i = sent; i < sent + count; i++) {
      jobs.add(new Job(i, CareRecords.resident(i, home(i))));
    }
    sent += count;
    List<Resident> fresh = java.util.Collections.synchronizedList(new ArrayList<>());
    Cell cell =
        load.run(
            callers,
            0,
            CareRecords.PER_RESIDENT,
            number ->
                new Load.Caller() {
                  private @Nullable Job job;

                  @Override
                  public HttpConnection.@Nullable Request next() {
                    Job next = jobs.poll();
                    job = next;
                    return next == null
                        ? null
                        : HttpConnection.Request.post("/fhir", next.bundle());
                  }

                  @Override
                  public boolean took(HttpConnection.Answer answer) {
                    Job done = job;
                    if (answer.status() != 200 || done == null) {
                      return false;
                    }
                    List<String> ids = locations(answer.text());
                    fresh.add(new Resident(done.number(), ids.get(0), ids, home(done.number())));
                    return true;
                  }
                });
    residents.addAll(fresh);
    return cell;
  }

  /** Adds residents until there are so many. */
  void growTo(int count) {
    while (sent < count) {
      Cell cell = add(Math.min(AT_ONCE, count - sent), 4);
      if (cell.errors() > 0) {
        throw new BenchFailure("loading: " + cell.firstError());
      }
    }
  }

  private CareRecords.Facility home(int resident) {
    int number = resident / CareRecords.PER_FACILITY;
    synchronized (facilities) {
      while (facilities.size() <= number) {
        HttpConnection.Answer answer =
            load.ask(HttpConnection.Request.post("/fhir", CareRecords.facility(facilities.size())));
        if (answer.status() != 200) {
          throw new BenchFailure("a facility: " + answer.status() + " " + answer.text());
        }
        List<String> ids = locations(answer.text());
        facilities.add(new CareRecords.Facility(ids.get(0), ids.subList(1, ids.size())));
      }
      return facilities.get(number);
    }
  }

  private static List<String> locations(String response) {
    List<String> all = new ArrayList<>();
    Matcher matcher = LOCATION.matcher(response);
    while (matcher.find()) {
      String location = matcher.group(1);
      int type = location.lastIndexOf('/', location.lastIndexOf('/') - 1);
      all.add(location.substring(type + 1));
    }
    return List.copyOf(all);
  }

  Resident any(Random random) {
    return residents.get(random.nextInt(residents.size()));
  }

  String anyResource(Random random) {
    List<String> all = any(random).all();
    return all.get(random.nextInt(all.size()));
  }

  /** The medication statements of all, for being changed. */
  List<String> medications() {
    return residents.stream()
        .flatMap(resident -> resident.all().stream())
        .filter(id -> id.startsWith("MedicationStatement/"))
        .toList();
  }
}
