package jp.tsunagi.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Acknowledged means durable: the server dies in the middle of the safety check. */
@IntegrationTest
class PowerCutIT {
  private static final int BEFORE_THE_CUT = 25;

  @ArquillianResource private Tsunagi tsunagi;

  private String openFlood() {
    return tsunagi
        .as("matsumoto")
        .post(
            "/api/disasters",
            Map.of(
                "title",
                "鬼怒川 氾濫",
                "hazard",
                "flood",
                "areas",
                List.of("08211-mitsukaido"),
                "emergencyMode",
                Map.of(
                    "legalGround", "災害対策基本法第49条の11第3項",
                    "reason", "氾濫危険",
                    "until", Instant.now().plus(6, ChronoUnit.HOURS).toString()),
                "exercise",
                false))
        .mustBe(201)
        .json()
        .path("id")
        .asText();
  }

  private List<String> roster(String disaster) {
    List<String> residents = new ArrayList<>();
    tsunagi
        .as("nakamura")
        .get("/api/disasters/" + disaster + "/roster")
        .mustBe(200)
        .json()
        .path("items")
        .forEach(line -> residents.add(line.path("residentId").asText()));
    return residents;
  }

  private static Map<String, Object> report(String id, int number, String resident) {
    return Map.of(
        "deviceId", "phone-of-nakamura",
        "deviceNow", Instant.now().toString(),
        "facts",
            List.of(
                Map.of(
                    "id",
                    id,
                    "seq",
                    number,
                    "residentId",
                    resident,
                    "safety",
                    "safe",
                    "how",
                    "seen",
                    "observedAt",
                    Instant.now().toString())));
  }

  @Test
  void keeps_every_acknowledged_report_when_the_server_is_killed() throws InterruptedException {
    String disaster = openFlood();
    try {
      reportThroughACut(disaster);
    } finally {
      tsunagi.as("matsumoto").post("/api/disasters/" + disaster + "/close", "{}").mustBe(200);
    }
  }

  private void reportThroughACut(String disaster) throws InterruptedException {
    List<String> residents = roster(disaster);
    Set<String> acknowledged = new HashSet<>();
    ConcurrentLinkedQueue<String> confirmed = new ConcurrentLinkedQueue<>();
    CountDownLatch enough = new CountDownLatch(BEFORE_THE_CUT);
    Caller nakamura = tsunagi.as("nakamura");
    Thread reporting =
        new Thread(
            () -> {
              for (int number = 1; number < 10_000; number++) {
                String id = Generators.timeBasedEpochGenerator().generate().toString();
                try {
                  JsonNode results =
                      nakamura
                          .post(
                              "/api/disasters/" + disaster + "/facts",
                              report(id, number, residents.get(number % residents.size())))
                          .mustBe(200)
                          .json();
                  if (results.at("/results/0/outcome").asText().equals("stored")) {
                    confirmed.add(id);
                    enough.countDown();
                  }
                } catch (Caller.Unreachable cut) {
                  return;
                }
              }
            });

    reporting.start();
    enough.await(60, TimeUnit.SECONDS);
    tsunagi.killAndRestartApplication();
    reporting.join(TimeUnit.SECONDS.toMillis(60));
    acknowledged.addAll(confirmed);

    Set<String> kept = new HashSet<>();
    for (String id : acknowledged) {
      JsonNode found =
          tsunagi.as("matsumoto").get("/fhir/Observation?identifier=" + id).mustBe(200).json();
      if (found.path("entry").size() == 1) {
        kept.add(id);
      }
    }
    assertEquals(acknowledged, kept);
    assertEquals(true, acknowledged.size() >= BEFORE_THE_CUT);
  }
}
