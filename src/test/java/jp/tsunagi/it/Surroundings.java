package jp.tsunagi.it;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import jp.tsunagi.launcher.DataFolder;
import jp.tsunagi.launcher.DatabaseAccess;
import jp.tsunagi.launcher.EmbeddedDatabase;
import jp.tsunagi.launcher.EmbeddedKeycloak;
import jp.tsunagi.launcher.Guardian;
import jp.tsunagi.launcher.PayaraServer;
import jp.tsunagi.launcher.Ports;
import jp.tsunagi.launcher.ServerProcess;

/**
 * 周辺サーバー。 The database and the Keycloak of a test run, started by the launcher's own classes on
 * free ports.
 */
final class Surroundings implements AutoCloseable {
  static final int RESIDENTS = 40;

  private final Path home = Path.of(System.getProperty("tsunagi.home", "")).toAbsolutePath();
  private final DataFolder data;
  private final Guardian guardian;
  private final EmbeddedDatabase database;
  private final EmbeddedKeycloak keycloak;
  private final CompletableFuture<ServerProcess> identity;
  private final int port = Ports.anyFree();

  private Surroundings() {
    data = DataFolder.open(home.resolve("target/it"));
    guardian = Guardian.over(data);
    database = new EmbeddedDatabase(data, guardian, Ports.anyFree(), Surroundings::say);
    keycloak = new EmbeddedKeycloak(data, guardian, home, Ports.anyFree(), Surroundings::say);
    database.reset();
    new PayaraServer(data, guardian, home, port, Surroundings::say).reset();
    identity = CompletableFuture.supplyAsync(keycloak::start);
    database.start();
  }

  static Surroundings start() {
    return new Surroundings();
  }

  private static void say(String part, String what) {
    System.out.println("[" + part + "] " + what);
  }

  /** Keycloak comes up while the application does; whoever needs a token waits here. */
  EmbeddedKeycloak keycloak() {
    identity.join();
    return keycloak;
  }

  EmbeddedDatabase database() {
    return database;
  }

  DataFolder data() {
    return data;
  }

  Guardian guardian() {
    return guardian;
  }

  Path home() {
    return home;
  }

  int port() {
    return port;
  }

  Map<String, String> configuration() {
    DatabaseAccess access = database.access();
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("tsunagi.database.url", access.url());
    configuration.put("tsunagi.database.user", access.user());
    configuration.put("tsunagi.database.password", access.password());
    configuration.put("tsunagi.database.owner-user", database.ownerAccess().user());
    configuration.put("tsunagi.database.owner-password", database.ownerAccess().password());
    configuration.put("tsunagi.oidc.issuer", keycloak.issuer());
    configuration.put("tsunagi.oidc.client-secret", "tsunagi-web-demo");
    configuration.put("tsunagi.oidc.watch-secret", "tsunagi-watch-demo");
    configuration.put("tsunagi.rate.each-second", "0");
    configuration.put("tsunagi.proxy.addresses", "127.0.0.1");
    configuration.put("tsunagi.cors.origins", "https://app.example");
    configuration.put("tsunagi.public-url", "http://localhost:" + port);
    configuration.put("tsunagi.data", data.resolve("application").toString());
    configuration.put("tsunagi.demo", "true");
    configuration.put("tsunagi.exchange.subscription-pause", "PT0.2S");
    configuration.put("tsunagi.exchange.subscription-attempts", "4");
    configuration.put("tsunagi.seed.enabled", "true");
    configuration.put("tsunagi.seed.residents", Integer.toString(RESIDENTS));
    return configuration;
  }

  @Override
  public void close() {
    keycloak.stop();
    database.stop();
    guardian.close();
    data.close();
  }
}
