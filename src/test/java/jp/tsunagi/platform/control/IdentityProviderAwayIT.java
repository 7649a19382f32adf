package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.Eventually;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Registrar;
import jp.tsunagi.it.Screen;
import jp.tsunagi.it.Tsunagi;
import jp.tsunagi.it.Visit;
import jp.tsunagi.it.WebBrowser;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** 認証基盤の停止。 What goes on while nobody can sign in, and what nobody gets by it. */
@IntegrationTest
class IdentityProviderAwayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LIFESPAN = "access.token.lifespan";

  @ArquillianResource Tsunagi tsunagi;
  @ArquillianResource WebBrowser browser;

  @Test
  void sessions_live_on_good_tokens_count_and_calls_and_facts_are_taken_with_old_ones() {
    String hana =
        tsunagi
            .as("inoue")
            .get("/api/residents?query=%E7%94%B0%E4%B8%AD%E3%83%8F%E3%83%8A")
            .json()
            .path("items")
            .path(0)
            .path("id")
            .asText();
    String resident = new Registrar(tsunagi).aResident("停止", "花子");
    String flood = aFlood();
    try {
      goOn(hana, resident, flood);
    } finally {
      tsunagi.as("matsumoto").post("/api/disasters/" + flood + "/close", Map.of()).mustBe(200);
    }
  }

  private void goOn(String hana, String resident, String flood) {
    Caller crew = tsunagi.bearing(aTokenOfASecond("tsunagi-cli", password("nakamura")));
    Caller manager = tsunagi.bearing(aTokenOfASecond("tsunagi-cli", password("sato")));
    Caller centre = tsunagi.bearing(aTokenOfASecond("emergency-centre", secret()));
    Eventually.within(PATIENCE, "the tokens end", () -> over(crew, manager, centre));
    crew.post("/api/disasters/" + flood + "/facts", report(resident)).mustBe(401);
    String good = tsunagi.token(password("matsumoto"));
    tsunagi.bearing(good).get("/api/me").mustBe(200);

    try (Visit sato = browser.signedIn("sato", Screen.DESKTOP, "/residents/" + hana)) {
      tsunagi.withoutIdentityProvider(
          () -> {
            Eventually.within(
                PATIENCE,
                "an old token takes facts",
                () ->
                    crew.post("/api/disasters/" + flood + "/facts", report(resident)).status()
                        == 200);
            sato.page().reload();
            sato.page().locator(".timeline-item").first().waitFor();
            tsunagi.killAndRestartApplication();

            centre.post("/api/emergency-events", event()).mustBe(201);
            assertEquals(
                "stored",
                crew.post("/api/disasters/" + flood + "/facts", report(resident))
                    .mustBe(200)
                    .json()
                    .at("/results/0/outcome")
                    .asText());
            tsunagi.bearing(good).get("/api/disasters/" + flood).mustBe(200);
            crew.get("/api/disasters/" + flood).mustBe(401);
            manager.post("/api/disasters/" + flood + "/facts", report(resident)).mustBe(401);
            manager.get("/api/residents/" + hana).mustBe(401);
            tsunagi.bearing(forged(good)).get("/api/me").mustBe(401);
          });
    }

    Eventually.within(PATIENCE, "its grace is over", () -> over(crew, manager, centre));
    crew.post("/api/disasters/" + flood + "/facts", report(resident)).mustBe(401);
    centre.post("/api/emergency-events", event()).mustBe(401);
    JsonNode told =
        tsunagi.as("kimura").get("/api/audit?actor=nakamura&residentId=" + resident).json();
    assertTrue(
        told.path("items").findValuesAsText("expiredToken").contains("true"), told::toString);
  }

  private static boolean over(Caller... callers) {
    return List.of(callers).stream().allMatch(caller -> caller.get("/api/me").status() == 401);
  }

  /** A token of other content with the signature of the one it was made of. */
  private static String forged(String token) {
    String[] parts = token.split("\\.");
    return parts[0] + "." + new StringBuilder(parts[1]).reverse() + "." + parts[2];
  }

  private String aTokenOfASecond(String client, Map<String, String> form) {
    Caller realm = tsunagi.identityAdministrator();
    ObjectNode found = (ObjectNode) realm.get("/clients?clientId=" + client).json().path(0);
    String path = "/clients/" + found.path("id").asText();
    ObjectNode attributes = found.withObject("/attributes");
    JsonNode before = attributes.path(LIFESPAN).deepCopy();
    attributes.put(LIFESPAN, "1");
    realm.put(path, found).mustBe(204);
    try {
      return tsunagi.token(form);
    } finally {
      attributes.put(LIFESPAN, before.asText(""));
      realm.put(path, found).mustBe(204);
    }
  }

  private static Map<String, String> password(String user) {
    return Map.of(
        "grant_type",
        "password",
        "client_id",
        "tsunagi-cli",
        "username",
        user,
        "password",
        Tsunagi.PASSWORD);
  }

  private static Map<String, String> secret() {
    return Map.of(
        "grant_type", "client_credentials",
        "client_id", "emergency-centre",
        "client_secret", "emergency-centre-demo");
  }

  private String aFlood() {
    Map<String, Object> mode =
        Map.of(
            "legalGround",
            "災害対策基本法第49条の11第3項",
            "reason",
            "氾濫危険",
            "until",
            Instant.now().plus(1, ChronoUnit.HOURS).toString());
    return tsunagi
        .as("matsumoto")
        .post(
            "/api/disasters",
            Map.of(
                "title",
                "認証停止の試験",
                "hazard",
                "flood",
                "areas",
                List.of("08211-mitsukaido"),
                "emergencyMode",
                mode,
                "exercise",
                false))
        .mustBe(201)
        .json()
        .path("id")
        .asText();
  }

  private static Map<String, Object> report(String resident) {
    String now = Instant.now().toString();
    Map<String, Object> fact =
        Map.of(
            "id",
            UUID.randomUUID().toString().replaceFirst("(.{14}).", "$17"),
            "seq",
            1,
            "residentId",
            resident,
            "safety",
            "safe",
            "how",
            "seen",
            "observedAt",
            now);
    return Map.of("deviceId", "away-" + resident, "deviceNow", now, "facts", List.of(fact));
  }

  private static Map<String, Object> event() {
    return Map.of(
        "eventId",
        UUID.randomUUID().toString(),
        "centre",
        "joso-centre",
        "deviceId",
        "JS-0002",
        "kind",
        "power-loss",
        "occurredAt",
        Instant.now().toString());
  }
}
