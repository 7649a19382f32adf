package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** What residents, auditors and the city are told of who looked. */
@IntegrationTest
class ReportsIT {
  @ArquillianResource Tsunagi tsunagi;

  @Test
  void a_resident_is_told_in_plain_words_who_looked_when_and_why() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("報告", "一");
    registrar.aTeam(resident, "Organization/midori");
    registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("suzuki").get("/api/residents/" + resident).mustBe(200);
    tsunagi.as("suzuki").get("/api/residents/" + resident).mustBe(200);
    tsunagi.as("kobayashi").get("/api/residents/" + resident).mustBe(404);
    String report = "/api/residents/" + resident + "/access-report";

    JsonNode items = tsunagi.as("inoue").get(report).mustBe(200).json().path("items");
    List<JsonNode> lines = new ArrayList<>();
    items.forEach(lines::add);
    JsonNode suzuki =
        lines.stream()
            .filter(line -> line.path("who").asText().equals("鈴木 明美"))
            .findFirst()
            .orElseThrow();

    assertEquals(2, suzuki.path("times").asInt(), suzuki::toString);
    assertEquals("訪問看護ステーション みどり", suzuki.path("organisation").asText());
    assertTrue(suzuki.path("did").asText().contains("見ました"), suzuki::toString);
    assertTrue(suzuki.path("why").path("text").asText().contains("同意"), suzuki::toString);
    assertTrue(suzuki.path("why").path("basis").asText().startsWith("Consent/"));
    assertFalse(items.toString().contains("小林"));

    Answer csv = tsunagi.as("kimura").get(report + "?format=csv").mustBe(200);
    assertTrue(csv.header("Content-Type").startsWith("text/csv"));
    assertTrue(csv.body().startsWith("\ufeff日付,"), csv::body);
    assertTrue(csv.body().contains("鈴木 明美"));
    tsunagi.as("suzuki").get(report).mustBe(403);
    tsunagi.as("kobayashi").get(report).mustBe(403);
    tsunagi.as("inoue").get("/api/residents/nobody/access-report").mustBe(404);
  }

  @Test
  void an_emergency_mode_is_confirmed_by_a_second_person_and_reports_whom_it_opened() {
    String resident = new Registrar(tsunagi).aResident("報告", "二");
    Caller matsumoto = tsunagi.as("matsumoto");
    String flood =
        matsumoto
            .post(
                "/api/disasters",
                Map.of(
                    "title",
                    "報告の試験",
                    "hazard",
                    "flood",
                    "areas",
                    List.of("08211-mitsukaido"),
                    "emergencyMode",
                    Map.of(
                        "legalGround",
                        "災害対策基本法第49条の11第3項",
                        "reason",
                        "氾濫危険",
                        "until",
                        Instant.now().plus(1, ChronoUnit.HOURS).toString()),
                    "exercise",
                    false))
            .mustBe(201)
            .json()
            .path("id")
            .asText();
    String path = "/api/disasters/" + flood;
    JsonNode mode = matsumoto.get(path).mustBe(200).json().path("emergencyMode");
    assertEquals("pending", mode.path("confirmation").asText(), mode::toString);
    assertEquals("matsumoto", mode.path("declaredBy").asText());
    matsumoto.post(path + "/emergency-mode/confirm", "{}").mustBe(403);
    tsunagi.as("kato").post(path + "/emergency-mode/confirm", "{}").mustBe(403);
    mode =
        tsunagi
            .as("abe")
            .post(path + "/emergency-mode/confirm", "{}")
            .mustBe(200)
            .json()
            .path("emergencyMode");
    assertEquals("confirmed", mode.path("confirmation").asText());
    assertEquals("abe", mode.path("confirmedBy").asText());
    assertEquals("阿部 真理", mode.path("confirmedByName").asText());

    tsunagi.as("nakamura").get("/fhir/Patient/" + resident).mustBe(200);
    matsumoto.post(path + "/close", "{}").mustBe(200);
    tsunagi.as("nakamura").get("/fhir/Patient/" + resident).mustBe(404);

    String report = path + "/disclosure-report";
    JsonNode told = matsumoto.get(report).mustBe(200).json();
    assertTrue(
        told.path("items").toString().contains(resident)
            && told.path("items").toString().contains("nakamura"),
        told::toString);
    assertTrue(
        tsunagi.as("kimura").get(report + "?format=csv").mustBe(200).body().contains("中村 翔"));
    JsonNode bundle = tsunagi.as("kimura").get(report + "?format=fhir").mustBe(200).json();
    assertEquals(
        "AuditEvent", bundle.path("entry").get(0).path("resource").path("resourceType").asText());
    tsunagi.as("nakamura").get(report).mustBe(403);
  }

  @Test
  void a_mode_nobody_confirmed_is_told_to_the_city_and_the_auditors_once() {
    try (LiveEventReader events = tsunagi.as("kimura").events()) {
      String flood = Registrar.aDisasterWithAnUnconfirmedMode(tsunagi);
      String about = "CarePlan/" + flood;
      try {
        events.await(
            "notification",
            told -> told.path("kind").asText().equals("emergency-mode-unconfirmed"),
            Duration.ofSeconds(20));
        for (String user : List.of("matsumoto", "abe", "kimura")) {
          Eventually.within(
              Duration.ofSeconds(10), "told " + user, () -> notices(user, about).size() == 1);
        }
        assertEquals(List.of(), notices("inoue", about));
        assertEquals(List.of(), notices("sato", about));
        assertEquals(List.of(), notices("admin", about));

        JsonNode notice = notices("abe", about).get(0);
        assertFalse(notice.has("residentId"), notice::toString);
        assertTrue(notice.path("title").asText().contains("二人目"), notice::toString);
        String read = "/api/notifications/" + notice.path("id").asText() + "/read";
        tsunagi.as("sato").post(read, "{}").mustBe(404);
        assertTrue(tsunagi.as("abe").post(read, "{}").mustBe(200).json().has("readAt"));
        assertTrue(notices("abe", about).get(0).has("readAt"));
        assertFalse(notices("matsumoto", about).get(0).has("readAt"));

        JsonNode found =
            tsunagi.as("kimura").get("/api/audit/anomalies").mustBe(200).json().path("items");
        JsonNode mode =
            StreamSupport.stream(found.spliterator(), false)
                .filter(one -> one.path("reference").asText().equals(about))
                .findFirst()
                .orElseThrow();
        assertEquals("emergency-mode-unconfirmed", mode.path("kind").asText());
        assertEquals("松本 亮", mode.path("name").asText());
        assertEquals(1, notices("kimura", about).size());
      } finally {
        tsunagi.as("matsumoto").post("/api/disasters/" + flood + "/close", "{}").mustBe(200);
      }
    }
  }

  private List<JsonNode> notices(String user, String about) {
    JsonNode items = tsunagi.as(user).get("/api/notifications").mustBe(200).json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(one -> one.path("about").asText().equals(about))
        .toList();
  }

  @Test
  void the_auditor_is_pointed_to_what_stands_out() {
    Registrar registrar = new Registrar(tsunagi);
    String resident = registrar.aResident("伊藤", "三");
    registrar.aTeam(resident, "Organization/aozora");
    registrar.aConsent(resident, "notebook-sharing");
    tsunagi.as("ito").get("/fhir/Patient/" + resident).mustBe(200);
    for (int i = 0; i < 25; i++) {
      tsunagi.as("kobayashi").get("/fhir/Patient/" + resident).mustBe(404);
    }

    JsonNode items =
        tsunagi.as("kimura").get("/api/audit/anomalies").mustBe(200).json().path("items");

    List<String> kinds = new ArrayList<>();
    items.forEach(item -> kinds.add(item.path("kind").asText() + " " + item.path("user").asText()));
    assertTrue(kinds.contains("relative ito"), items::toString);
    assertTrue(kinds.contains("denied kobayashi"), items::toString);
    tsunagi.as("inoue").get("/api/audit/anomalies").mustBe(403);
  }
}
