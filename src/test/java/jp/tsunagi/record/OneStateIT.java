package jp.tsunagi.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.junit.jupiter.api.Test;

/**
 * 一つの状態. What is delivered is what was judged: while a resource goes from one resident to another,
 * to both, or under a seal, nobody reads its content with the eyes of another of its versions.
 */
@IntegrationTest
class OneStateIT {
  private static final String NOT_HERS = "NOT-FOR-HER";
  private static final String SEALED = "https://tsunagi.example/fhir/CodeSystem/security-label";
  private static final int CHANGES = 60;

  private final Tsunagi tsunagi;
  private final Registrar registrar;

  OneStateIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
    this.registrar = new Registrar(tsunagi);
  }

  @Test
  void a_row_and_what_is_derived_from_it_are_never_seen_apart() throws Exception {
    String first = registrar.aResident("架空", "移動一");
    String second = registrar.aResident("架空", "移動二");
    Caller inoue = tsunagi.as("inoue");
    String id = created(inoue, observation(null, "HERS", List.of(first)));

    List<String> apart =
        during(
            () -> {
              for (int i = 0; i < CHANGES; i++) {
                put(inoue, observation(id, "HERS", List.of(i % 2 == 0 ? second : first)));
              }
            },
            List.of(() -> apart(id)));

    assertEquals(List.of(), apart);
  }

  private List<String> apart(String id) {
    return tsunagi
        .database()
        .query(
            "SELECT CONCAT('v', r.version) AS state FROM resource r JOIN compartment c"
                + " ON c.sid=r.sid JOIN resource p ON p.sid=c.resident_sid"
                + " WHERE r.fhir_id=? AND p.fhir_id<>r.residents",
            id)
        .stream()
        .map(String::valueOf)
        .toList();
  }

  @Test
  void what_moves_between_residents_is_read_by_nobody_in_between() throws Exception {
    String hers = registrar.aResident("架空", "自分");
    registrar.aTeam(hers, "Organization/aozora");
    registrar.aConsent(hers, "notebook-sharing");
    String anothers = registrar.aResident("架空", "他人");
    Caller inoue = tsunagi.as("inoue");
    String id = created(inoue, observation(null, "HERS", List.of(hers)));

    List<String> leaks =
        during(
            () -> {
              for (int i = 0; i < CHANGES; i++) {
                put(inoue, observation(id, NOT_HERS, List.of(anothers)));
                put(inoue, observation(id, "HERS", List.of(hers)));
                put(inoue, observation(id, NOT_HERS, List.of(hers, anothers)));
                put(inoue, observation(id, "HERS", List.of(hers)));
              }
            },
            readers("ito", id, hers));

    assertEquals(Map.of(), counted(leaks));
  }

  @Test
  void what_is_sealed_and_opened_again_is_read_by_nobody_in_between() throws Exception {
    String hers = registrar.aResident("架空", "封緘");
    registrar.aTeam(hers, "Organization/aozora");
    registrar.aConsent(hers, "notebook-sharing");
    Caller inoue = tsunagi.as("inoue");
    String id = created(inoue, observation(null, "HERS", List.of(hers)));

    List<String> leaks =
        during(
            () -> {
              for (int i = 0; i < CHANGES; i++) {
                put(inoue, sealed(observation(id, NOT_HERS, List.of(hers))));
                put(inoue, observation(id, "HERS", List.of(hers)));
              }
            },
            readers("ito", id, hers));

    assertEquals(Map.of(), counted(leaks));
  }

  /** Every way a reader of the one resident has of coming upon it. */
  private List<Callable<List<String>>> readers(String user, String id, String resident) {
    Caller reader = tsunagi.as(user);
    reader.get("/fhir/Patient/" + resident).mustBe(200);
    List<Callable<List<String>>> all = new ArrayList<>();
    for (String path :
        List.of(
            "Observation/" + id,
            "Observation?_id=" + id,
            "Observation?patient=" + resident + "&_sort=-date",
            "Patient/" + resident + "/$everything?_type=Observation",
            "Patient?_id=" + resident + "&_revinclude=Observation:patient",
            "Observation?code:text=race")) {
      all.add(
          () -> {
            Answer answer = reader.get("/fhir/" + path);
            return answer.body().contains(NOT_HERS)
                ? List.of(path.replace(id, "ID").replace(resident, "HER"))
                : List.of();
          });
    }
    return all;
  }

  private static Map<String, Integer> counted(List<String> leaks) {
    Map<String, Integer> counted = new TreeMap<>();
    leaks.forEach(leak -> counted.merge(leak, 1, Integer::sum));
    return counted;
  }

  private static String created(Caller caller, Map<String, Object> resource) {
    return caller.post("/fhir/Observation", resource).mustBe(201).createdId();
  }

  private static void put(Caller caller, Map<String, Object> resource) {
    caller.put("/fhir/Observation/" + resource.get("id"), resource).mustBe(200);
  }

  private static Map<String, Object> observation(
      @org.jspecify.annotations.Nullable String id, String value, List<String> residents) {
    Map<String, Object> one = new LinkedHashMap<>(Registrar.observation(residents.get(0), value));
    one.put("code", Map.of("text", "race"));
    one.put("effectiveDateTime", "2026-04-01");
    if (id != null) {
      one.put("id", id);
    }
    if (residents.size() > 1) {
      one.put("focus", List.of(Registrar.reference("Patient/" + residents.get(1))));
    }
    return one;
  }

  private static Map<String, Object> sealed(Map<String, Object> resource) {
    resource.put("meta", Map.of("security", List.of(Map.of("system", SEALED, "code", "sealed"))));
    return resource;
  }

  /** What the watchers find while the work goes on, each again and again. */
  private static List<String> during(Work work, List<Callable<List<String>>> watchers)
      throws Exception {
    AtomicBoolean goesOn = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(watchers.size());
    try {
      List<Future<List<String>>> watching = new ArrayList<>();
      for (Callable<List<String>> watcher : watchers) {
        watching.add(threads.submit(() -> watch(watcher, goesOn)));
      }
      work.run();
      goesOn.set(false);
      List<String> found = new ArrayList<>();
      for (Future<List<String>> one : watching) {
        found.addAll(one.get());
      }
      return found;
    } finally {
      goesOn.set(false);
      threads.shutdownNow();
    }
  }

  private static List<String> watch(Callable<List<String>> watcher, AtomicBoolean goesOn)
      throws Exception {
    List<String> found = new ArrayList<>();
    int looks = 0;
    while (goesOn.get()) {
      found.addAll(watcher.call());
      looks++;
    }
    assertTrue(looks > 0);
    return found;
  }

  /** What goes on meanwhile. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }
}
