package jp.tsunagi.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.launcher.EmbeddedDatabase;
import jp.tsunagi.launcher.EmbeddedKeycloak;
import jp.tsunagi.launcher.PayaraServer;

/**
 * つなぎ。 The running system as a test sees it: who speaks to it, what lies in its database, how it
 * fails.
 */
public final class Tsunagi {
  public static final String PASSWORD = "Tsunagi-Demo-1";
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Surroundings surroundings;
  private final SharedPayaraMicro server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, Held> tokens = new ConcurrentHashMap<>();

  /** A token, and until when it serves: a long run outlives the token of a system. */
  private record Held(String token, Instant until) {}

  Tsunagi(Surroundings surroundings, SharedPayaraMicro server) {
    this.surroundings = surroundings;
    this.server = server;
  }

  public URI baseUrl() {
    return URI.create("http://localhost:" + surroundings.port());
  }

  /** The base of the identity provider's realm: the issuer of every token. */
  public URI issuer() {
    return URI.create(surroundings.keycloak().issuer());
  }

  /** Somebody without a token. */
  public Caller anonymous() {
    return new Caller(http, baseUrl(), Map.of());
  }

  /** A person of the cast, by user name, with a bearer token. */
  public Caller as(String user) {
    return bearing(tokenOf(user));
  }

  /** The token this person speaks with. */
  public String tokenOf(String user) {
    return held(
        user,
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "tsunagi-cli",
            "username",
            user,
            "password",
            PASSWORD));
  }

  /** A system of the cast, by client id, with a bearer token. */
  public Caller asClient(String client) {
    return bearing(tokenOfClient(client));
  }

  /** The token this system speaks with. */
  public String tokenOfClient(String client) {
    return held(
        "client " + client,
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            client,
            "client_secret",
            client + "-demo"));
  }

  /** The next call of this person comes with a new sign-in: for tests that end the last one. */
  public void forgetToken(String user) {
    tokens.remove(user);
  }

  private String held(String owner, Map<String, String> form) {
    return tokens
        .compute(
            owner,
            (name, known) ->
                known != null && Instant.now().isBefore(known.until()) ? known : fresh(form))
        .token();
  }

  private Held fresh(Map<String, String> form) {
    JsonNode answer = tokenAnswer(form).mustBe(200).json();
    Duration usable = Duration.ofSeconds(answer.path("expires_in").asLong()).dividedBy(2);
    return new Held(answer.path("access_token").asText(), Instant.now().plus(usable));
  }

  /** Whoever holds this token. */
  public Caller bearing(String token) {
    return anonymous().with("Authorization", "Bearer " + token);
  }

  /** A fresh token of the realm, for tests about tokens themselves. */
  public String token(Map<String, String> form) {
    return tokenAnswer(form).mustBe(200).json().path("access_token").asText();
  }

  /** What the realm answers who asks for a token. */
  public Answer tokenAnswer(Map<String, String> form) {
    return tokenAnswer(issuer(), form);
  }

  private Answer tokenAnswer(URI realm, Map<String, String> form) {
    return new Caller(http, realm, Map.of())
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send(
            "POST",
            "/protocol/openid-connect/token",
            form.entrySet().stream()
                .map(
                    entry ->
                        entry.getKey()
                            + "="
                            + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
  }

  /** The identity provider's own administrator, at the realm's administration interface. */
  public Caller identityAdministrator() {
    return administrator("/admin/realms/" + EmbeddedKeycloak.REALM);
  }

  /** The same where realms are made; delete what you make. */
  public Caller realmAdministrator() {
    return administrator("/admin/realms");
  }

  /** What a realm of the identity provider answers who asks for a token. */
  public Answer tokenAnswer(String realm, Map<String, String> form) {
    return tokenAnswer(URI.create(surroundings.keycloak().address() + "/realms/" + realm), form);
  }

  private Caller administrator(String path) {
    String token =
        tokenAnswer(
                "master",
                Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    "admin-cli",
                    "username",
                    "admin",
                    "password",
                    surroundings.data().secret("keycloak-admin")))
            .mustBe(200)
            .json()
            .path("access_token")
            .asText();
    return new Caller(
            http,
            URI.create(surroundings.keycloak().address() + path),
            Map.of("Authorization", "Bearer " + token))
        .with("Content-Type", "application/json");
  }

  public TestDatabase database() {
    return new TestDatabase(surroundings.database());
  }

  /** The folder the node keeps beside the database, with the audit journal. */
  public Path applicationData() {
    return surroundings.data().resolve("application");
  }

  public Path applicationLog() {
    return surroundings.data().log("application");
  }

  /** Stops the application in order and starts it again. */
  public void restartApplication() {
    server.restart(false);
    awaitReady();
  }

  /** Kills the application as a power cut would and starts it again. */
  public void killAndRestartApplication() {
    server.restart(true);
    awaitReady();
  }

  /** Does something while the identity provider is away, and waits until it is back. */
  public void withoutIdentityProvider(Runnable meanwhile) {
    surroundings.keycloak().stop();
    try {
      meanwhile.run();
    } finally {
      surroundings.keycloak().start();
    }
  }

  /** Does something while the database is away, and waits until it is back. */
  public void withoutDatabase(Runnable meanwhile) {
    EmbeddedDatabase database = surroundings.database();
    database.stop();
    try {
      meanwhile.run();
    } finally {
      database.start();
      awaitReady();
    }
  }

  void awaitReady() {
    Eventually.within(
        PATIENCE,
        "the application is ready (its log: " + applicationLog() + ")",
        () -> {
          requireDeployed();
          return anonymous().get("/health/ready").status() == 200;
        });
    surroundings.keycloak();
  }

  /** Payara Micro runs on without the application when that could not be deployed. */
  private void requireDeployed() {
    try (Stream<String> lines = Files.lines(applicationLog())) {
      lines
          .filter(line -> PayaraServer.DEPLOYMENT_FAILED.matcher(line).find())
          .findFirst()
          .ifPresent(
              line -> {
                throw new AssertionError(line + "\nThe whole log is in " + applicationLog());
              });
    } catch (IOException notYetThere) {
      // the server has not written its first line
    }
  }
}
