package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.tsunagi.it.Caller;
import jp.tsunagi.it.IntegrationTest;
import jp.tsunagi.it.Tsunagi;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The realm for production: a real Keycloak takes it, and it lets nobody in too easily. */
@IntegrationTest
class ProductionRealmIT {
  private static final String REALM = "tsunagi-production-check";

  @ArquillianResource Tsunagi tsunagi;
  private Caller realms;

  @BeforeEach
  void import_the_template() throws Exception {
    realms = tsunagi.realmAdministrator();
    realms.delete("/" + REALM);
    String text =
        Files.readString(
                Path.of(System.getProperty("tsunagi.home", ""))
                    .resolve("keycloak/tsunagi-realm-production.json"))
            .replaceAll("\\$\\{TSUNAGI_PUBLIC_URL}", "https://tsunagi.example")
            .replaceAll("\\$\\{TSUNAGI_SMTP_PORT:587}", "587")
            .replaceAll("\\$\\{TSUNAGI_[A-Z_]+_JWKS_URL}", "https://keys.example/jwks")
            .replaceAll("\\$\\{TSUNAGI_SMTP_FROM}", "tsunagi@tsunagi.example")
            .replaceAll("\\$\\{[A-Z_]+}", "only-for-this-test");
    ObjectNode realm = (ObjectNode) new ObjectMapper().readTree(text);
    realm.put("realm", REALM);
    realms.post("", realm.toString()).mustBe(201);
  }

  @AfterEach
  void remove_it() {
    realms.delete("/" + REALM).mustBe(204);
  }

  private JsonNode get(String path) {
    return realms.get("/" + REALM + path).mustBe(200).json();
  }

  @Test
  void asks_for_long_passwords_locks_out_guessers_and_keeps_tokens_short() {
    JsonNode realm = get("");

    assertTrue(realm.path("passwordPolicy").asText().contains("length(13)"));
    assertTrue(realm.path("bruteForceProtected").asBoolean());
    assertEquals(300, realm.path("accessTokenLifespan").asInt());
    assertTrue(realm.path("adminEventsEnabled").asBoolean());
    assertTrue(realm.path("eventsEnabled").asBoolean());
    assertFalse(realm.path("registrationAllowed").asBoolean());
    assertEquals("required", realm.path("webAuthnPolicyUserVerificationRequirement").asText());
  }

  @Test
  void signs_in_with_a_second_factor_or_a_passkey_and_a_few_sessions_at_once() {
    String flow = get("").path("browserFlow").asText();
    JsonNode steps = get("/authentication/flows/" + flow.replace(" ", "%20") + "/executions");

    List<String> required = new ArrayList<>();
    steps.forEach(
        step ->
            required.add(
                step.path("providerId").asText() + " " + step.path("requirement").asText()));
    assertTrue(required.contains("auth-username-password-form REQUIRED"), required::toString);
    assertTrue(required.contains("auth-otp-form ALTERNATIVE"), required::toString);
    assertTrue(required.contains("webauthn-authenticator ALTERNATIVE"), required::toString);
    assertTrue(required.contains("user-session-limits REQUIRED"), required::toString);
    assertFalse(
        required.stream().anyMatch(step -> step.startsWith("conditional-")), required::toString);
  }

  @Test
  void has_a_group_for_each_organisation_to_hang_below_and_no_password_grant() {
    assertEquals("事業所", get("/groups").get(0).path("name").asText());
    for (JsonNode client : get("/clients")) {
      String id = client.path("clientId").asText();
      if (id.startsWith("tsunagi") || id.contains("system") || id.contains("centre")) {
        assertFalse(client.path("directAccessGrantsEnabled").asBoolean(), id);
        assertFalse(client.path("implicitFlowEnabled").asBoolean(), id);
      }
    }
  }

  @Test
  void takes_outside_systems_by_signed_jwt_only_and_public_applications_with_pkce() {
    List<String> seen = new ArrayList<>();
    for (JsonNode client : get("/clients")) {
      String id = client.path("clientId").asText();
      if (id.equals("hospital-system") || id.equals("emergency-centre")) {
        seen.add(id + " " + client.path("clientAuthenticatorType").asText());
      }
      if (id.equals("smart-app")) {
        seen.add(
            id
                + " "
                + client.path("attributes").path("pkce.code.challenge.method").asText()
                + " "
                + client.path("enabled").asBoolean());
      }
    }
    assertEquals(
        List.of(
            "emergency-centre client-jwt", "hospital-system client-jwt", "smart-app S256 false"),
        seen.stream().sorted().toList());
    tsunagi
        .tokenAnswer(
            REALM,
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "emergency-centre",
                "client_secret",
                "only-for-this-test"))
        .mustBe(400);
  }
}
