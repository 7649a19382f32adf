package jp.tsunagi.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** The administrator makes the search index anew while everybody works. */
@IntegrationTest
class IndexRebuildIT {
  private static final String SYSTEM = "urn:index-rebuild";

  @ArquillianResource private Tsunagi tsunagi;

  @Test
  void makes_the_index_anew_while_others_write() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(2);
    List<Future<List<String>>> writing = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String writer = "w" + i;
      writing.add(writers.submit(() -> write(writer, over)));
    }

    long done = rebuildAll() + rebuildAll();
    over.set(true);

    List<String> written = new ArrayList<>();
    for (Future<List<String>> one : writing) {
      written.addAll(one.get(2, TimeUnit.MINUTES));
    }
    writers.shutdown();
    assertTrue(done > 100, done + " resources");
    assertTrue(written.size() >= 4, written.toString());
    for (String family : written) {
      assertEquals(1, found("family:exact=" + family), family);
    }
    assertEquals(0, found("family:exact=before-w0,before-w1&identifier=" + SYSTEM + "%7C"));
    // The pool is whole: every door still answers.
    for (int i = 0; i < 40; i++) {
      tsunagi.as("sato").get("/fhir/Patient?_count=1").mustBe(200);
    }
  }

  /** Registers somebody and changes the name at once, again and again; the names that stand. */
  private List<String> write(String writer, AtomicBoolean over) {
    Caller inoue = tsunagi.as("inoue");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 2 || (!over.get() && i < 200); i++) {
      String name = "after-" + writer + "-" + i;
      JsonNode entered = inoue.post("/fhir/Patient", person("before-" + writer)).mustBe(201).json();
      String id = entered.path("id").asText();
      Map<String, Object> changed = new java.util.HashMap<>(person(name));
      changed.put("id", id);
      inoue.put("/fhir/Patient/" + id, changed).mustBe(200);
      names.add(name);
    }
    return names;
  }

  private static Map<String, Object> person(String family) {
    return Map.of(
        "resourceType",
        "Patient",
        "identifier",
        List.of(Map.of("system", SYSTEM, "value", family)),
        "name",
        List.of(Map.of("family", family)));
  }

  private int found(String criteria) {
    return tsunagi
        .as("inoue")
        .get("/fhir/Patient?_total=accurate&" + criteria)
        .mustBe(200)
        .json()
        .path("total")
        .asInt(-1);
  }

  private long rebuildAll() {
    Caller admin = tsunagi.as("admin");
    long done = 0;
    String after = "";
    do {
      JsonNode batch = admin.post("/api/search-index/rebuild" + after, Map.of()).mustBe(200).json();
      done += batch.path("resources").asLong();
      after = batch.path("next").isTextual() ? "?after=" + batch.path("next").asText() : null;
    } while (after != null);
    return done;
  }

  @Test
  void the_command_goes_through_to_the_end() throws Exception {
    ProcessBuilder command = new ProcessBuilder(Path.of("bin/reindex").toAbsolutePath().toString());
    command.environment().put("TSUNAGI_URL", tsunagi.baseUrl().toString());
    command.environment().put("TSUNAGI_OIDC_ISSUER", tsunagi.issuer().toString());
    command.environment().put("TSUNAGI_PASSWORD", Tsunagi.PASSWORD);
    Process running = command.redirectErrorStream(true).start();
    String told =
        new String(
            running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertEquals(0, running.waitFor(), told);
    assertTrue(told.contains("(100 %)") && told.contains("Done."), told);
  }

  @Test
  void is_for_administrators() {
    tsunagi.as("inoue").post("/api/search-index/rebuild", Map.of()).mustBe(403);
    tsunagi.as("kobayashi").post("/api/search-index/rebuild", Map.of()).mustBe(403);
    tsunagi.anonymous().post("/api/search-index/rebuild", Map.of()).mustBe(401);
    tsunagi.as("admin").post("/api/search-index/rebuild?after=x", Map.of()).mustBe(422);
  }
}
