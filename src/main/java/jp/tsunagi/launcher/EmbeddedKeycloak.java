package jp.tsunagi.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * 組込み認証基盤。 A real Keycloak with the demo realm, on the loopback address.
 *
 * <p>It is unpacked and optimised once per version. The realm is the file in {@code keycloak/}:
 * when that file changes, the realm is imported afresh, and accounts added by hand in the meantime
 * are gone. It runs without its start script, which would stay as a parent shell between us and the
 * server.
 */
public final class EmbeddedKeycloak {
  public static final String REALM = "tsunagi";

  /** Where every issuer describes itself (OpenID Connect Discovery 1.0, section 4). */
  static final String CONFIGURATION = "/.well-known/openid-configuration";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> BUILD_OPTIONS =
      List.of("--db=dev-file", "--cache=local", "--features-disabled=device-flow,kerberos,ciba");

  private final DataFolder data;
  private final Guardian guardian;
  private final Path home;
  private final int port;
  private final Progress progress;
  private @Nullable ServerProcess process;

  public EmbeddedKeycloak(
      DataFolder data, Guardian guardian, Path home, int port, Progress progress) {
    this.data = data;
    this.guardian = guardian;
    this.home = home;
    this.port = port;
    this.progress = progress;
  }

  public String address() {
    return "http://localhost:" + port;
  }

  public String issuer() {
    return address() + "/realms/" + REALM;
  }

  /** Forgets realm, users and sessions: the next start imports the realm again. */
  public void reset() {
    try {
      Folders.delete(server().resolve("data"));
    } catch (IOException failure) {
      throw new LauncherFailure("Keycloak cannot be emptied: " + failure, failure);
    }
  }

  /** Starts the server and returns when the realm answers. */
  public ServerProcess start() {
    try {
      Path server = unpacked();
      Folders.copy(home.resolve("keycloak/themes"), server.resolve("themes"));
      build(server);
      placeRealm(server);
      ServerProcess started =
          ServerProcess.start(command(server, startArguments(), environment()), data, guardian);
      process = started;
      started.awaitWell(issuer() + CONFIGURATION, null, PATIENCE, progress);
      return started;
    } catch (IOException failure) {
      throw new LauncherFailure("Keycloak cannot be prepared: " + failure, failure);
    }
  }

  public void stop() {
    if (process != null) {
      process.stop();
    }
  }

  private Path archive() {
    return home.resolve("target/servers/keycloak-quarkus-dist.zip");
  }

  private Path server() throws IOException {
    try (ZipFile zip = new ZipFile(archive().toFile())) {
      String first = zip.entries().nextElement().getName();
      return data.resolve("keycloak").resolve(first.substring(0, first.indexOf('/')));
    }
  }

  private Path unpacked() throws IOException {
    Path server = server();
    if (!Files.exists(server)) {
      progress.say("keycloak", "unpacking " + server.getFileName() + " (once, 190 MB)");
      Folders.unpack(archive(), server, entry -> entry.substring(entry.indexOf('/') + 1));
    }
    return server;
  }

  private void build(Path server) throws IOException {
    Path marker = server.resolve("built-by-tsunagi");
    String wanted = String.join(" ", BUILD_OPTIONS);
    if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
      return;
    }
    progress.say("keycloak", "optimising its start (once)");
    List<String> arguments = new ArrayList<>(List.of("build"));
    arguments.addAll(BUILD_OPTIONS);
    ServerProcess building =
        ServerProcess.start(command(server, arguments, Map.of()), data, guardian);
    if (building.await() != 0) {
      throw building.failure("could not be built");
    }
    Files.writeString(marker, wanted);
  }

  private void placeRealm(Path server) throws IOException {
    Path source = home.resolve("keycloak/tsunagi-realm.json");
    Path imported = server.resolve("data/import/tsunagi-realm.json");
    if (Files.exists(imported) && Files.mismatch(source, imported) == -1L) {
      return;
    }
    if (Files.exists(imported)) {
      progress.say("keycloak", "the realm in keycloak/ has changed: importing it afresh");
    }
    Folders.delete(server.resolve("data"));
    Files.createDirectories(imported.resolveSibling("."));
    Files.copy(source, imported, StandardCopyOption.REPLACE_EXISTING);
  }

  private List<String> startArguments() {
    return List.of(
        "start",
        "--optimized",
        "--import-realm",
        "--cache=local",
        "--http-enabled=true",
        "--http-host=127.0.0.1",
        "--http-port=" + port,
        "--hostname=" + address());
  }

  private Map<String, String> environment() {
    return Map.of(
        "KC_BOOTSTRAP_ADMIN_USERNAME",
        "admin",
        "KC_BOOTSTRAP_ADMIN_PASSWORD",
        data.secret("keycloak-admin"));
  }

  private ServerCommand command(
      Path server, List<String> arguments, Map<String, String> environment) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ServerCommand.java(),
                "-Dkc.home.dir=" + server,
                "-Djboss.server.config.dir=" + server.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Xms64m",
                "-Xmx400m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                server.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    return new ServerCommand("keycloak", server, command, environment);
  }
}
