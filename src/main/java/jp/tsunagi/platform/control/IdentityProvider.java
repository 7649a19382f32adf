package jp.tsunagi.platform.control;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.tsunagi.platform.boundary.Configuration;
import jp.tsunagi.platform.boundary.Json;

/** 認証基盤. Asks Keycloak's administration interface what {@link IdentityWatch} wants to know. */
@ApplicationScoped
public class IdentityProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int PAGE = 500;
  private static final int OK = 200;
  private static final String EVENTS =
      "type=LOGIN&type=LOGIN_ERROR&type=CLIENT_LOGIN&type=CLIENT_LOGIN_ERROR&type=LOGOUT"
          + "&type=LOGOUT_ERROR&type=UPDATE_CREDENTIAL&type=UPDATE_CREDENTIAL_ERROR"
          + "&type=REMOVE_CREDENTIAL&type=UPDATE_PASSWORD&type=UPDATE_PASSWORD_ERROR"
          + "&type=UPDATE_TOTP&type=REMOVE_TOTP&type=RESET_PASSWORD&type=SEND_RESET_PASSWORD"
          + "&type=USER_DISABLED_BY_PERMANENT_LOCKOUT&type=USER_DISABLED_BY_TEMPORARY_LOCKOUT";

  private Configuration platform;
  private IdentityConfig config;
  private Clock clock;
  private HttpClient http;
  private String token = "";
  private Instant renewAt = Instant.EPOCH;

  @SuppressWarnings("NullAway.Init")
  protected IdentityProvider() {}

  @Inject
  IdentityProvider(Configuration platform, IdentityConfig config, Clock clock) {
    this.platform = platform;
    this.config = config;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Names of the accounts that are disabled. */
  Set<String> disabledAccounts() throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonNode user : all("users?enabled=false&briefRepresentation=true")) {
      names.add(user.path("username").asText());
    }
    return names;
  }

  /** Sign-ins and the like since a time, newest first. */
  List<JsonNode> eventsSince(Instant since) throws IOException {
    return all("events?" + EVENTS + "&dateFrom=" + since.toEpochMilli());
  }

  /** Acts of administrators since a time, newest first. */
  List<JsonNode> administrationSince(Instant since) throws IOException {
    return all("admin-events?dateFrom=" + since.toEpochMilli());
  }

  /** The name of the account with this id. */
  String nameOf(String subject) throws IOException {
    return get("users/" + URLEncoder.encode(subject, StandardCharsets.UTF_8))
        .path("username")
        .asText(subject);
  }

  private List<JsonNode> all(String query) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (int first = 0; ; first += PAGE) {
      JsonNode page = get(query + "&first=" + first + "&max=" + PAGE);
      page.forEach(found::add);
      if (page.size() < PAGE) {
        return found;
      }
    }
  }

  private JsonNode get(String path) throws IOException {
    URI address =
        URI.create(platform.getIssuer().replaceFirst("/realms/", "/admin/realms/") + "/" + path);
    return send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token()).GET());
  }

  private synchronized String token() throws IOException {
    Instant now = clock.instant();
    if (now.isBefore(renewAt)) {
      return token;
    }
    String form =
        "grant_type=client_credentials&client_id="
            + URLEncoder.encode(config.client(), StandardCharsets.UTF_8)
            + "&client_secret="
            + URLEncoder.encode(config.secret(), StandardCharsets.UTF_8);
    JsonNode answer =
        send(
            HttpRequest.newBuilder(
                    URI.create(platform.getIssuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    token = answer.path("access_token").asText();
    renewAt = now.plusSeconds(answer.path("expires_in").asLong() / 2);
    return token;
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpRequest built = request.timeout(PATIENCE).build();
      HttpResponse<byte[]> answer = http.send(built, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK) {
        renewAt = Instant.EPOCH;
        throw new IOException(built.uri().getPath() + " answered " + answer.statusCode());
      }
      return Json.mapper().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
