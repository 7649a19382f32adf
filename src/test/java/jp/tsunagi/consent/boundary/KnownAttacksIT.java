package jp.tsunagi.consent.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Answer;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Tsunagi;
import org.junit.jupiter.api.Test;

/** 知られた攻撃. Ways in that were found once, by somebody with every password of the cast. */
@IntegrationTest
class KnownAttacksIT {
  private final Tsunagi tsunagi;

  KnownAttacksIT(Tsunagi tsunagi) {
    this.tsunagi = tsunagi;
  }

  @Test
  void a_bad_cursor_is_told_whether_or_not_there_is_somebody_to_find() {
    String resident = new Registrar(tsunagi).aResident("架空", "三");
    Caller kobayashi = tsunagi.as("kobayashi");

    for (String search : List.of("Patient?_id=%s&_cursor=x", "Observation?patient=%s&_cursor=x")) {
      Answer unseen = kobayashi.get("/fhir/" + search.formatted(resident));
      Answer unknown = kobayashi.get("/fhir/" + search.formatted("nobody-of-that-name"));
      assertEquals(unknown.status(), unseen.status(), search);
    }
  }

  @Test
  void a_patch_is_refused_to_who_sees_only_a_part() {
    Caller takahashi = tsunagi.as("takahashi");

    Answer copied =
        takahashi
            .with("Content-Type", "application/json-patch+json")
            .patch(
                "/fhir/Patient/r-00001",
                List.of(
                    Map.of(
                        "op",
                        "copy",
                        "from",
                        "/address/0/extension/1/valueString",
                        "path",
                        "/gender")));

    assertEquals(403, copied.status(), copied.body());
    assertFalse(copied.body().contains("玄関"), copied.body());
  }

  @Test
  void a_path_with_dots_leads_nowhere() {
    for (String path : List.of("/fhir/../metrics", "/x/../metrics", "//metrics")) {
      int status = tsunagi.as("kobayashi").get(path).status();
      assertEquals(true, status >= 400 && status < 500, path + " answers " + status);
    }
  }

  @Test
  void a_conditional_reference_asks_nothing_that_a_search_may_not() {
    Caller takahashi = tsunagi.as("takahashi");
    String about = "Patient?_id=r-00001&living-arrangement=";

    int right = takahashi.post("/fhir/Basic", basic(about + "alone")).status();
    int wrong = takahashi.post("/fhir/Basic", basic(about + "with-family")).status();

    assertEquals(wrong, right);
  }

  @Test
  void what_another_server_calls_her_id_is_not_her() {
    String resident = new Registrar(tsunagi).aResident("架空", "余所");
    String elsewhere = "https://elsewhere.example/fhir/Patient/" + resident;
    Caller kobayashi = tsunagi.as("kobayashi");
    Caller inoue = tsunagi.as("inoue");

    String stranger =
        kobayashi.post("/fhir/Subscription", subscription(elsewhere)).mustBe(201).createdId();

    assertEquals(200, kobayashi.get("/fhir/Subscription/" + stranger).status());
    String hers = inoue.get("/fhir/Patient/" + resident + "/$everything").mustBe(200).body();
    assertFalse(hers.contains(stranger), hers);
    for (String own : List.of("Patient/", "https://tsunagi.example/fhir/Patient/")) {
      assertEquals(
          422, kobayashi.post("/fhir/Subscription", subscription(own + resident)).status(), own);
    }
  }

  @Test
  void an_entry_names_nobody_by_a_detour() {
    String resident = new Registrar(tsunagi).aResident("架空", "回道");
    Caller inoue = tsunagi.as("inoue");

    for (String detour :
        List.of(
            "Organization/midori/../../Patient/" + resident,
            "Organization/midori/Patient/" + resident,
            "/Patient/" + resident,
            "Patient/" + resident + "/",
            "Patient//" + resident,
            "//tsunagi.example/fhir/Patient/" + resident)) {
      assertEquals(422, inoue.post("/fhir/Basic", basic(detour)).status(), detour);
    }
    Answer same =
        inoue
            .post("/fhir/Basic", basic("HTTPS://TSUNAGI.example:443/fhir/Patient/" + resident))
            .mustBe(201);
    assertEquals("Patient/" + resident, same.json().at("/subject/reference").asText());
  }

  private static Map<String, Object> subscription(String reference) {
    return Map.of(
        "resourceType",
        "Subscription",
        "status",
        "requested",
        "reason",
        "test",
        "criteria",
        "Observation?code=x",
        "channel",
        Map.of("type", "rest-hook", "endpoint", "http://localhost:9/"),
        "extension",
        List.of(
            Map.of("url", "http://x.example/y", "valueReference", Registrar.reference(reference))));
  }

  private static Map<String, Object> basic(String subject) {
    return Map.of(
        "resourceType",
        "Basic",
        "code",
        Map.of("text", "test"),
        "subject",
        Map.of("reference", subject));
  }
}
