package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.LiveEventReader;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Who is disabled or moved is out within five seconds, whatever her token or stream says. */
@IntegrationTest
class RevocationIT {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  @ArquillianResource Tsunagi tsunagi;

  @Test
  void a_retired_person_is_refused_and_her_open_stream_ends() {
    Caller inoue = tsunagi.as("inoue");
    Caller ito = tsunagi.as("ito");
    String person = inoue.get("/fhir/Practitioner/ito").mustBe(200).body();
    assertTrue(person.contains("\"active\":true"), person);

    try (LiveEventReader stream = ito.events()) {
      assertEquals(200, stream.status());
      inoue
          .put("/fhir/Practitioner/ito", person.replace("\"active\":true", "\"active\":false"))
          .mustBe(200);
      Eventually.within(FIVE_SECONDS, "401 for ito", () -> ito.get("/api/me").status() == 401);
      ito.get("/fhir/Patient").mustBeProblem(401, "unauthenticated");
      ito.get("/fhir/metadata").mustBe(401);
      Eventually.within(FIVE_SECONDS, "the end of ito's stream", stream::isOver);
    } finally {
      inoue.put("/fhir/Practitioner/ito", person).mustBe(200);
    }

    ito.get("/api/me").mustBe(200);
  }

  @Test
  void a_person_whose_post_ended_has_no_role_and_her_open_stream_ends() {
    Caller inoue = tsunagi.as("inoue");
    Caller takahashi = tsunagi.as("takahashi");
    String post = inoue.get("/fhir/PractitionerRole/takahashi").mustBe(200).body();

    try (LiveEventReader stream = takahashi.events()) {
      inoue
          .put(
              "/fhir/PractitionerRole/takahashi",
              post.replace("\"active\":true", "\"active\":false"))
          .mustBe(200);
      Eventually.within(FIVE_SECONDS, "the end of takahashi's stream", stream::isOver);
      assertEquals(0, takahashi.get("/api/me").mustBe(200).json().path("roles").size());
      takahashi.get("/api/residents").mustBe(403);
    } finally {
      inoue.put("/fhir/PractitionerRole/takahashi", post).mustBe(200);
    }
  }

  @Test
  void an_account_disabled_at_the_identity_provider_is_refused_and_so_is_an_ended_sign_in() {
    Caller administrator = tsunagi.identityAdministrator();
    JsonNode account =
        administrator.get("/users?username=yoshida&exact=true").mustBe(200).json().get(0);
    String id = account.path("id").asText();
    Caller yoshida = tsunagi.bearing(freshToken("yoshida"));

    try (LiveEventReader stream = yoshida.events()) {
      yoshida.get("/api/me").mustBe(200);
      administrator.put("/users/" + id, Map.of("enabled", false)).mustBe(204);
      Eventually.within(FIVE_SECONDS, "401 for yoshida", () -> is401(yoshida));
      Eventually.within(FIVE_SECONDS, "the end of yoshida's stream", stream::isOver);
    } finally {
      administrator.put("/users/" + id, Map.of("enabled", true)).mustBe(204);
    }
    Eventually.within(FIVE_SECONDS, "yoshida is back", () -> !is401(yoshida));
    administrator.post("/users/" + id + "/logout", "{}").mustBe(204);
    tsunagi.forgetToken("yoshida");
    Eventually.within(FIVE_SECONDS, "401 for the ended sign-in", () -> is401(yoshida));

    Eventually.within(
        FIVE_SECONDS, "a new sign-in", () -> !is401(tsunagi.bearing(freshToken("yoshida"))));
    assertTrue(
        rows("/api/audit?action=update").stream()
            .anyMatch(row -> row.contains("UPDATE USER") && row.contains("identity/users/" + id)));
  }

  private static boolean is401(Caller caller) {
    return caller.get("/api/me").status() == 401;
  }

  private String freshToken(String user) {
    return tsunagi.token(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "tsunagi-cli",
            "username",
            user,
            "password",
            Tsunagi.PASSWORD));
  }

  @Test
  void sign_ins_failures_and_bad_tokens_are_in_the_trail() {
    freshToken("abe");
    tsunagi
        .tokenAnswer(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "tsunagi-cli",
                "username",
                "abe",
                "password",
                "wrong"))
        .mustBe(400);
    tsunagi
        .bearing("no.good.token")
        .with("User-Agent", "a strange agent")
        .get("/api/me")
        .mustBe(401);

    Eventually.within(
        Duration.ofSeconds(10),
        "abe's sign-in and its failure",
        () -> rows("/api/audit?actor=abe&action=login"),
        rows ->
            rows.stream().anyMatch(row -> row.contains("permitted") && row.contains("LOGIN"))
                && rows.stream()
                    .anyMatch(row -> row.contains("denied") && row.contains("LOGIN_ERROR")));
    Eventually.within(
        Duration.ofSeconds(10),
        "the bad token and who showed it",
        () -> rows("/api/audit?actor=anonymous&action=login&outcome=denied"),
        knocks ->
            knocks.stream()
                .anyMatch(row -> row.contains("GET /api/me") && row.contains("a strange agent")));
  }

  private List<String> rows(String path) {
    List<String> rows = new ArrayList<>();
    tsunagi
        .as("kimura")
        .get(path)
        .mustBe(200)
        .json()
        .path("items")
        .forEach(item -> rows.add(item.toString()));
    return rows;
  }
}
