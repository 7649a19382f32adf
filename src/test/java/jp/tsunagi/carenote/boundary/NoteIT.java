package jp.tsunagi.carenote.boundary;

import static jp.tsunagi.resident.boundary.NewResident.aResident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.resident.boundary.NewResident;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

@IntegrationTest
class NoteIT {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @ArquillianResource Tsunagi tsunagi;

  private NewResident haru() {
    return aResident(tsunagi)
        .servedBy("kinunosato", "midori", "aozora")
        .agreeingTo("notebook-sharing");
  }

  private static String notes(NewResident resident) {
    return "/api/residents/" + resident.id() + "/notes";
  }

  @Test
  void a_note_reaches_the_team_within_a_second_and_stands_in_the_timeline() {
    NewResident haru = haru();
    try (LiveEventReader suzuki = tsunagi.as("suzuki").events();
        LiveEventReader kobayashi = tsunagi.as("kobayashi").events()) {
      tsunagi.as("suzuki").get("/api/me").mustBe(200);

      Answer posted =
          tsunagi
              .as("sato")
              .post(notes(haru), Map.of("text", "夕方、熱があります。", "topic", "change", "urgent", true));

      String id = posted.mustBe(201).createdId();
      JsonNode event =
          suzuki.await("note", data -> data.path("noteId").asText().equals(id), A_SECOND).data();
      assertEquals(haru.id(), event.path("residentId").asText());
      assertEquals(2, event.size());
      assertTrue(kobayashi.first("note", data -> true).isEmpty());
      JsonNode entry =
          tsunagi
              .as("suzuki")
              .get("/api/residents/" + haru.id() + "/timeline")
              .mustBe(200)
              .json()
              .path("items")
              .path(0);
      assertEquals("note", entry.path("kind").asText());
      assertEquals("夕方、熱があります。", entry.path("text").asText());
      assertEquals("amber", entry.path("urgency").asText());
      assertEquals("佐藤 恵", entry.path("by").path("name").asText());
      assertEquals("居宅介護支援 きぬの里", entry.path("by").path("organisation").asText());
      JsonNode fhir = tsunagi.as("suzuki").get("/fhir/Communication/" + id).mustBe(200).json();
      assertEquals("PractitionerRole/sato", fhir.path("sender").path("reference").asText());
    }
  }

  @Test
  void notes_are_unread_until_read_and_one_s_own_never() {
    NewResident haru = haru();
    String id =
        tsunagi.as("sato").post(notes(haru), Map.of("text", "お薬が変わりました。")).mustBe(201).createdId();
    Caller suzuki = tsunagi.as("suzuki");

    assertTrue(suzuki.get(notes(haru)).json().path("items").path(0).path("unread").asBoolean());
    assertFalse(
        tsunagi
            .as("sato")
            .get(notes(haru))
            .json()
            .path("items")
            .path(0)
            .path("unread")
            .asBoolean());
    JsonNode item =
        suzuki
            .get("/api/residents?query=" + URLEncoder.encode(haru.name(), StandardCharsets.UTF_8))
            .mustBe(200)
            .json()
            .path("items")
            .path(0);
    assertEquals(haru.id(), item.path("id").asText());
    assertEquals(1, item.path("unread").asInt());

    suzuki.post("/api/notes/" + id + "/read", Map.of()).mustBe(204);

    assertFalse(suzuki.get(notes(haru)).json().path("items").path(0).path("unread").asBoolean());
    assertTrue(
        tsunagi.as("sato").get("/api/notes/" + id).json().path("readBy").toString().contains("鈴木"));
  }

  @Test
  void a_note_written_while_a_screen_is_being_made_is_on_its_stream() {
    NewResident haru = haru();
    String read = tsunagi.as("suzuki").get("/api/me").json().path("lastEvent").asText();
    String id =
        tsunagi.as("sato").post(notes(haru), Map.of("text", "食欲がない。")).mustBe(201).createdId();

    try (LiveEventReader suzuki = tsunagi.as("suzuki").eventsAfter(read)) {
      suzuki.await("note", data -> data.path("noteId").asText().equals(id), A_SECOND);
    }
  }

  @Test
  void a_sealed_note_exists_only_for_those_it_names() {
    NewResident haru = haru();
    try (LiveEventReader ito = tsunagi.as("ito").events()) {
      String id =
          tsunagi
              .as("sato")
              .post(notes(haru), Map.of("text", "金銭管理の相談。", "visibleTo", List.of("midori")))
              .mustBe(201)
              .createdId();

      assertEquals(
          "金銭管理の相談。",
          tsunagi.as("suzuki").get("/api/notes/" + id).mustBe(200).json().path("text").asText());
      tsunagi.as("ito").get("/api/notes/" + id).mustBeProblem(404, "not-found");
      assertEquals(0, tsunagi.as("ito").get(notes(haru)).json().path("items").size());
      assertFalse(
          tsunagi
              .as("ito")
              .get("/api/residents/" + haru.id() + "/timeline")
              .body()
              .contains("金銭管理"));
      tsunagi.as("ito").get("/fhir/Communication/" + id).mustBe(404);
      assertTrue(ito.first("note", data -> data.path("noteId").asText().equals(id)).isEmpty());
      String reply =
          tsunagi
              .as("suzuki")
              .post(notes(haru), Map.of("text", "承知しました。", "inResponseTo", id))
              .mustBe(201)
              .createdId();
      tsunagi.as("ito").get("/api/notes/" + reply).mustBeProblem(404, "not-found");
      assertEquals(1, tsunagi.as("sato").get("/api/notes/" + id).json().path("replies").size());
    }
  }

  @Test
  void the_same_post_twice_is_one_note() {
    NewResident haru = haru();
    Map<String, String> post = Map.of("id", UUID.randomUUID().toString(), "text", "一度だけ。");
    Caller sato = tsunagi.as("sato");

    Answer first = sato.post(notes(haru), post).mustBe(201);
    Answer again = sato.post(notes(haru), post).mustBe(200);

    assertEquals(first.json().path("id"), again.json().path("id"));
    sato.post(notes(haru), Map.of("id", post.get("id"), "text", "別の内容"))
        .mustBeProblem(409, "conflicting-id");
    assertEquals(1, sato.get(notes(haru)).json().path("items").size());
  }

  @Test
  void a_mistake_is_taken_back_and_followed() {
    NewResident haru = haru();
    Caller sato = tsunagi.as("sato");
    String id = sato.post(notes(haru), Map.of("text", "体温 35.7")).mustBe(201).createdId();

    tsunagi
        .as("suzuki")
        .post("/api/notes/" + id + "/correction", Map.of("text", "…"))
        .mustBeProblem(403, "forbidden");
    Answer next =
        sato.post("/api/notes/" + id + "/correction", Map.of("text", "体温 37.5")).mustBe(201);

    assertEquals(id, next.json().path("inResponseTo").asText());
    JsonNode old = sato.get("/api/notes/" + id).mustBe(200).json();
    assertEquals("体温 35.7", old.path("text").asText());
    assertTrue(old.path("corrected").asBoolean());
    sato.post("/api/notes/" + id + "/correction", Map.of()).mustBeProblem(409, "conflict");
  }

  @Test
  void a_note_over_fhir_is_a_note_like_any_other() {
    NewResident haru = haru();
    String base = "https://tsunagi.example/fhir/CodeSystem/";
    String id =
        tsunagi
            .as("suzuki")
            .post(
                "/fhir/Communication",
                Map.of(
                    "resourceType",
                    "Communication",
                    "status",
                    "completed",
                    "category",
                    List.of(
                        Map.of(
                            "coding",
                            List.of(
                                Map.of(
                                    "system", base + "communication-category", "code", "note")))),
                    "subject",
                    Map.of("reference", "Patient/" + haru.id()),
                    "sent",
                    "2026-04-02T09:00:00+09:00",
                    "sender",
                    Map.of("reference", "PractitionerRole/suzuki"),
                    "payload",
                    List.of(Map.of("contentString", "FHIRから。"))))
            .mustBe(201)
            .createdId();

    assertEquals(
        "FHIRから。", tsunagi.as("sato").get("/api/notes/" + id).json().path("text").asText());
  }

  @Test
  void faults_are_named() {
    NewResident haru = haru();
    Answer refused =
        tsunagi
            .as("sato")
            .post(
                notes(haru),
                Map.of(
                    "text",
                    "  ",
                    "topic",
                    "gossip",
                    "inResponseTo",
                    "nobody",
                    "visibleTo",
                    List.of("no-such-office")));

    assertEquals(4, refused.mustBeProblem(422, "invalid-content").json().path("errors").size());
    tsunagi
        .as("sato")
        .post(notes(haru), Map.of("text", "…", "colour", "red"))
        .mustBeProblem(422, "invalid-content");
  }

  @Test
  void today_shows_what_waits() {
    NewResident haru = haru();
    tsunagi.as("sato").post(notes(haru), Map.of("text", "今日の分。")).mustBe(201);
    String path = "/api/residents/" + haru.id();
    tsunagi
        .as("sato")
        .with("If-Match", tsunagi.as("sato").get(path).header("ETag"))
        .patch(path, Map.of("careLevel", "要介護3"))
        .mustBe(200);

    JsonNode today = tsunagi.as("suzuki").get("/api/today").mustBe(200).json();

    assertTrue(today.path("notes").path("items").toString().contains("今日の分。"), today::toString);
    assertTrue(today.path("changes").toString().contains(haru.id()), today::toString);
  }

  @Test
  void the_auditor_sees_every_one_of_these_accesses() {
    NewResident haru = haru();
    String id =
        tsunagi.as("sato").post(notes(haru), Map.of("text", "監査のため。")).mustBe(201).createdId();
    tsunagi.as("suzuki").get("/api/residents/" + haru.id()).mustBe(200);
    tsunagi.as("kobayashi").get("/api/residents/" + haru.id()).mustBe(404);

    String trail =
        tsunagi.as("kimura").get("/api/audit?residentId=" + haru.id()).mustBe(200).body();

    assertTrue(trail.contains("Communication/" + id), trail);
    assertTrue(trail.contains("\"suzuki\""), trail);
    assertTrue(trail.contains("\"kobayashi\"") && trail.contains("denied"), trail);
    assertTrue(trail.contains("team-and-consent"), trail);
  }
}
