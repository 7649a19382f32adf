package jp.tsunagi.resident.boundary;

import static jp.tsunagi.resident.boundary.NewResident.aResident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IntegrationTest
class ResidentIT {
  private static final String HANA = "r-00001";
  private static final String FUMI = "r-00004";

  @ArquillianResource Tsunagi tsunagi;

  private static List<String> names(Answer list) {
    return StreamSupport.stream(list.mustBe(200).json().path("items").spliterator(), false)
        .map(item -> item.path("name").asText())
        .toList();
  }

  private static Answer search(Caller caller, String query) {
    return caller.get("/api/residents?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private static Set<String> members(JsonNode object) {
    Set<String> members = new TreeSet<>();
    object.fieldNames().forEachRemaining(members::add);
    return members;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "たなか",
        "ﾀﾅｶ",
        "タナカ",
        "田中",
        "田中ハナ",
        "田中 ハナ",
        "たなか　はな",
        "ハナ 田中",
        "なか は",
        "橋本町3401",
        "0297-22-1234",
        "09000001234",
        "JS-0001",
        "ｊｓ０００１",
        "J-000001"
      })
  void the_care_manager_finds_hana_by(String typed) {
    Answer found = search(tsunagi.as("sato"), typed);

    assertTrue(names(found).contains("田中ハナ"), found::toString);
  }

  @Test
  void a_list_item_has_what_a_list_needs() {
    JsonNode hana = search(tsunagi.as("sato"), "田中ハナ").mustBe(200).json().path("items").path(0);

    assertEquals(HANA, hana.path("id").asText());
    assertEquals("タナカ ハナ", hana.path("kana").asText());
    assertEquals(84, hana.path("age").asInt());
    assertEquals("23", hana.path("careLevel").asText());
    assertEquals("08211-mitsukaido-mitsukaido-hashimoto", hana.path("area").asText());
    assertTrue(hana.path("warnings").toString().contains("在宅酸素"), hana::toString);
    assertTrue(hana.has("unread"));
  }

  @Test
  void an_area_narrows_the_list() {
    Caller city = tsunagi.as("matsumoto");

    assertTrue(
        StreamSupport.stream(
                city.get("/api/residents?area=08211-ishige")
                    .mustBe(200)
                    .json()
                    .path("items")
                    .spliterator(),
                false)
            .allMatch(item -> item.path("area").asText().startsWith("08211-ishige")));
    assertEquals(
        List.of(), names(city.get("/api/residents?area=08211-ishige&query=%E7%94%B0%E4%B8%AD")));
  }

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    Caller city = tsunagi.as("inoue");
    List<String> ids = new ArrayList<>();
    String cursor = "";

    do {
      JsonNode page = city.get("/api/residents?cursor=" + cursor).mustBe(200).json();
      page.path("items").forEach(item -> ids.add(item.path("id").asText()));
      cursor = page.path("nextCursor").asText();
    } while (!cursor.isEmpty());

    assertEquals(ids.size(), Set.copyOf(ids).size());
    assertTrue(ids.size() > 50, () -> "only " + ids.size());
  }

  @Test
  void the_fire_service_sees_exactly_the_statutory_items() {
    JsonNode hana = tsunagi.as("nakamura").get("/api/residents/" + HANA).mustBe(200).json();

    Set<String> shown = members(hana);
    shown.remove("evacuationPlan"); // by its own consent
    assertEquals(
        new TreeSet<>(
            Set.of(
                "id",
                "name",
                "kana",
                "birthDate",
                "age",
                "gender",
                "phones",
                "address",
                "area",
                "areaName",
                "warnings",
                "ground",
                "view")),
        shown);
    assertEquals("roster-item", hana.path("view").asText());
    assertEquals("advance-consent", hana.path("ground").path("code").asText());
    assertFalse(hana.path("warnings").toString().contains("転倒"), hana::toString);
  }

  @Test
  void the_fire_service_does_not_find_hana_by_what_it_may_not_see() {
    assertEquals(List.of(), names(search(tsunagi.as("nakamura"), "JS-0001")));
    assertEquals(List.of("田中ハナ"), names(search(tsunagi.as("nakamura"), "0297221234")));
  }

  @Test
  void the_care_manager_sees_the_whole_sheet() {
    Answer answer = tsunagi.as("sato").get("/api/residents/" + HANA).mustBe(200);
    JsonNode hana = answer.json();

    assertEquals("care-record", hana.path("view").asText());
    assertEquals("team-and-consent", hana.path("ground").path("code").asText());
    assertEquals("alone", hana.path("livingArrangement").asText());
    assertTrue(hana.path("contacts").toString().contains("横張"), hana::toString);
    assertTrue(hana.path("team").toString().contains("きぬの里"), hana::toString);
    assertTrue(hana.path("conditions").toString().contains("慢性心不全"), hana::toString);
    assertTrue(hana.path("allergies").toString().contains("ペニシリン"), hana::toString);
    assertTrue(hana.path("medications").toString().contains("ワルファリン"), hana::toString);
    assertTrue(hana.path("devices").toString().contains("JS-0001"), hana::toString);
    assertTrue(hana.path("wishes").toString().contains("心肺蘇生"), hana::toString);
    assertTrue(hana.path("consents").toString().contains("notebook-sharing"), hana::toString);
    assertFalse(hana.path("evacuationPlan").path("shelter").asText().isEmpty(), hana::toString);
    assertTrue(hana.path("evacuationPlan").path("supporters").toString().contains("横張"));
    assertTrue(answer.header("ETag").matches("W/\"\\d+\""), answer.header("ETag"));
  }

  @Test
  void after_withdrawal_only_identity_and_own_entries_are_left() {
    Caller sato = tsunagi.as("sato");
    JsonNode fumi = sato.get("/api/residents/" + FUMI).mustBe(200).json();

    assertEquals("own-entry", fumi.path("view").asText());
    assertEquals("斎藤フミ", fumi.path("name").asText());
    for (String hidden :
        List.of(
            "address",
            "phones",
            "area",
            "warnings",
            "team",
            "devices",
            "wishes",
            "consents",
            "livingArrangement",
            "evacuationPlan")) {
      assertFalse(fumi.has(hidden), () -> hidden + " in " + fumi);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/crew-card", "/timeline", "/notes"})
  void kobayashi_gets_404_as_for_nobody(String what) {
    Caller kobayashi = tsunagi.as("kobayashi");

    kobayashi.get("/api/residents/" + HANA + what).mustBeProblem(404, "not-found");
    kobayashi.get("/api/residents/nobody" + what).mustBeProblem(404, "not-found");
    kobayashi.get("/api/residents/no_body!" + what).mustBeProblem(404, "not-found");
  }

  @Test
  void kobayashi_finds_changes_and_writes_nothing() {
    Caller kobayashi = tsunagi.as("kobayashi");

    assertEquals(List.of(), names(search(kobayashi, "田中")));
    assertEquals(List.of(), names(kobayashi.get("/api/residents")));
    kobayashi
        .with("If-Match", "W/\"1\"")
        .patch("/api/residents/" + HANA, Map.of("careLevel", "24"))
        .mustBeProblem(404, "not-found");
    kobayashi
        .post("/api/residents/" + HANA + "/notes", Map.of("text", "…"))
        .mustBeProblem(404, "not-found");
    assertEquals(0, kobayashi.get("/api/notes").mustBe(200).json().path("items").size());
    assertEquals(
        0, kobayashi.get("/api/today").mustBe(200).json().path("notes").path("count").asInt());
  }

  @Test
  void roles_without_care_data_get_none() {
    tsunagi.as("kimura").get("/api/residents").mustBeProblem(403, "forbidden");
    tsunagi.as("admin").get("/api/residents").mustBeProblem(403, "forbidden");
  }

  @Test
  void a_correction_is_saved_told_and_read_back() {
    NewResident haru =
        aResident(tsunagi).servedBy("kinunosato", "midori").agreeingTo("notebook-sharing");
    Caller sato = tsunagi.as("sato");
    String path = "/api/residents/" + haru.id();
    Answer before = sato.get(path).mustBe(200);

    Answer after =
        sato.with("If-Match", before.header("ETag"))
            .patch(
                path,
                Map.of(
                    "phones",
                    List.of(Map.of("use", "mobile", "number", "０９０－１１１１－２２２２")),
                    "careLevel",
                    "要介護４"))
            .mustBe(200);

    assertEquals("090-1111-2222", after.json().path("phones").path(0).path("number").asText());
    assertEquals("24", after.json().path("careLevel").asText());
    assertTrue(after.json().path("changedBy").asText().contains("佐藤"), after::toString);
    assertNotEquals(before.header("ETag"), after.header("ETag"));
    assertEquals(after.header("ETag"), sato.get(path).header("ETag"));
    String timeline = sato.get(path + "/timeline").mustBe(200).body();
    assertTrue(timeline.contains("電話番号を変更"), timeline);
    assertTrue(timeline.contains("要介護2 → 要介護4"), timeline);
    JsonNode old =
        tsunagi.as("inoue").get("/fhir/Observation/" + haru.id() + "-level").mustBe(200).json();
    assertTrue(old.path("effectivePeriod").has("end"), old::toString);
    assertEquals(
        "24", search(sato, haru.name()).json().path("items").path(0).path("careLevel").asText());
  }

  @Test
  void a_stale_correction_is_answered_with_what_stands_and_what_changed() {
    NewResident haru =
        aResident(tsunagi).servedBy("kinunosato", "midori").agreeingTo("notebook-sharing");
    String path = "/api/residents/" + haru.id();
    String base = tsunagi.as("sato").get(path).header("ETag");
    tsunagi
        .as("suzuki")
        .with("If-Match", base)
        .patch(path, Map.of("phones", List.of(Map.of("number", "0297-99-7777"))))
        .mustBe(200);

    Answer late = tsunagi.as("sato").with("If-Match", base).patch(path, Map.of("careLevel", "25"));

    JsonNode problem = late.mustBeProblem(412, "version-conflict").json();
    assertEquals(
        "0297-99-7777", problem.path("current").path("phones").path(0).path("number").asText());
    assertEquals("22", problem.path("current").path("careLevel").asText());
    assertEquals("[\"phones\"]", problem.path("changed").toString());
    tsunagi
        .as("sato")
        .with("If-Match", problem.path("etag").asText())
        .patch(path, Map.of("careLevel", "25"))
        .mustBe(200);
  }

  @Test
  void a_change_over_fhir_makes_a_correction_stale_too() {
    NewResident haru = aResident(tsunagi).servedBy("kinunosato").agreeingTo("notebook-sharing");
    String path = "/api/residents/" + haru.id();
    String base = tsunagi.as("sato").get(path).header("ETag");
    JsonNode patient = tsunagi.as("inoue").get("/fhir/Patient/" + haru.id()).json();
    ((com.fasterxml.jackson.databind.node.ObjectNode) patient).put("gender", "male");
    tsunagi.as("inoue").put("/fhir/Patient/" + haru.id(), patient).mustBe(200);

    tsunagi
        .as("sato")
        .with("If-Match", base)
        .patch(path, Map.of("careLevel", "25"))
        .mustBeProblem(412, "version-conflict");
  }

  @Test
  void of_two_corrections_at_once_exactly_one_wins() {
    NewResident haru =
        aResident(tsunagi).servedBy("kinunosato", "midori").agreeingTo("notebook-sharing");
    String path = "/api/residents/" + haru.id();
    String base = tsunagi.as("sato").get(path).header("ETag");
    tsunagi.as("suzuki").get(path).mustBe(200);

    List<CompletableFuture<Integer>> both =
        List.of("sato", "suzuki").stream()
            .map(
                user ->
                    CompletableFuture.supplyAsync(
                        () ->
                            tsunagi
                                .as(user)
                                .with("If-Match", base)
                                .patch(path, Map.of("careLevel", user.equals("sato") ? "23" : "24"))
                                .status()))
            .toList();

    assertEquals(List.of(200, 412), both.stream().map(CompletableFuture::join).sorted().toList());
  }

  @Test
  void a_correction_names_its_base_and_every_fault() {
    NewResident haru = aResident(tsunagi).servedBy("kinunosato").agreeingTo("notebook-sharing");
    Caller sato = tsunagi.as("sato");
    String path = "/api/residents/" + haru.id();
    String base = sato.get(path).header("ETag");

    sato.patch(path, Map.of("careLevel", "24")).mustBeProblem(428, "precondition-required");
    Answer refused =
        sato.with("If-Match", base)
            .patch(
                path,
                Map.of(
                    "phones",
                    List.of(Map.of("number", "12")),
                    "careLevel",
                    "要介護9",
                    "shoeSize",
                    24));

    JsonNode errors = refused.mustBeProblem(422, "invalid-content").json().path("errors");
    Set<String> fields = new TreeSet<>();
    errors.forEach(error -> fields.add(error.path("field").asText()));
    assertEquals(new TreeSet<>(Set.of("phones[0].number", "careLevel", "shoeSize")), fields);
    assertEquals(base, sato.get(path).header("ETag"));
  }

  @Test
  void contacts_are_added_changed_and_ended() {
    NewResident haru = aResident(tsunagi).servedBy("kinunosato").agreeingTo("notebook-sharing");
    Caller sato = tsunagi.as("sato");
    String path = "/api/residents/" + haru.id();
    Answer added =
        sato.with("If-Match", sato.get(path).header("ETag"))
            .patch(
                path,
                Map.of(
                    "contacts",
                    List.of(
                        Map.of("name", "試験 一郎", "relationship", "長男", "phone", "090-3333-4444"),
                        Map.of("name", "隣 花子", "relationship", "近隣", "keyHolder", true))))
            .mustBe(200);
    JsonNode contacts = added.json().path("contacts");
    assertEquals(2, contacts.size());
    JsonNode son =
        StreamSupport.stream(contacts.spliterator(), false)
            .filter(contact -> contact.path("name").asText().startsWith("試験"))
            .findFirst()
            .orElseThrow();

    Answer changed =
        sato.with("If-Match", added.header("ETag"))
            .patch(
                path,
                Map.of(
                    "contacts",
                    List.of(
                        Map.of(
                            "id",
                            son.path("id").asText(),
                            "name",
                            "試験 一郎",
                            "relationship",
                            "長男",
                            "phone",
                            "090-3333-5555"))))
            .mustBe(200);

    assertEquals(1, changed.json().path("contacts").size());
    assertEquals(son.path("id"), changed.json().path("contacts").path(0).path("id"));
    assertEquals("090-3333-5555", changed.json().path("contacts").path(0).path("phone").asText());
    assertEquals("長男", changed.json().path("contacts").path(0).path("relationship").asText());
  }

  @Test
  void a_move_finds_the_new_town() {
    NewResident haru = aResident(tsunagi).servedBy("kinunosato").agreeingTo("notebook-sharing");
    Caller sato = tsunagi.as("sato");
    String path = "/api/residents/" + haru.id();

    JsonNode moved =
        sato.with("If-Match", sato.get(path).header("ETag"))
            .patch(
                path, Map.of("address", Map.of("postalCode", "３００２７０６", "text", "茨城県常総市新石下1200-5")))
            .mustBe(200)
            .json();

    assertEquals("300-2706", moved.path("address").path("postalCode").asText());
    assertTrue(moved.path("area").asText().startsWith("08211-ishige"), moved::toString);
  }

  @Test
  void the_fire_service_corrects_nothing() {
    Caller kato = tsunagi.as("nakamura");

    kato.with("If-Match", "W/\"1\"")
        .patch("/api/residents/" + HANA, Map.of("careLevel", "24"))
        .mustBeProblem(403, "forbidden");
    kato.get("/api/residents/" + HANA + "/crew-card").mustBeProblem(403, "forbidden");
  }

  @Test
  void the_team_gets_the_crew_card() {
    JsonNode card =
        tsunagi.as("suzuki").get("/api/residents/" + HANA + "/crew-card").mustBe(200).json();

    assertEquals("田中ハナ", card.path("name").asText());
    assertTrue(card.path("key").path("text").asText().contains("合鍵"), card::toString);
    assertTrue(card.path("address").path("entry").asText().contains("勝手口"), card::toString);
    assertTrue(card.path("devices").toString().contains("電池"), card::toString);
    assertEquals("きぬ中央病院", card.path("hospital").asText());
  }
}
