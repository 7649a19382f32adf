package jp.tsunagi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import jp.tsunagi.launcher.DataFolder;
import jp.tsunagi.launcher.DatabaseAccess;
import jp.tsunagi.launcher.EmbeddedDatabase;
import jp.tsunagi.launcher.EmbeddedKeycloak;
import jp.tsunagi.launcher.Guardian;
import jp.tsunagi.launcher.PayaraServer;
import jp.tsunagi.launcher.Ports;
import jp.tsunagi.launcher.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * 測定の環境. A database, a Keycloak and an application of the measurement's own, on empty data below
 * {@code target/bench}.
 */
final class BenchStack implements AutoCloseable {
  private final Path home;
  private final DataFolder data;
  private final Guardian guardian;
  private final EmbeddedDatabase database;
  private final EmbeddedKeycloak keycloak;
  private final PayaraServer application;
  private final int port;
  private final Machine machine;
  private long databasePid;
  private @Nullable PayaraServer running;

  BenchStack(Path home, int port, Machine machine) {
    this.home = home;
    this.port = port;
    this.machine = machine;
    Ports.requireFree(port, "the application", "TSUNAGI_BENCH_PORT");
    Ports.requireFree(port + 1, "Keycloak", "TSUNAGI_BENCH_PORT");
    Ports.requireFree(port + 2, "the database", "TSUNAGI_BENCH_PORT");
    data = DataFolder.open(home.resolve("target/bench/data"));
    guardian = Guardian.over(data);
    database = new EmbeddedDatabase(data, guardian, port + 2, BenchStack::say);
    keycloak = new EmbeddedKeycloak(data, guardian, home, port + 1, BenchStack::say);
    application = new PayaraServer(data, guardian, home, port, BenchStack::say);
    database.reset();
    application.reset();
  }

  private static void say(String part, String what) {
    System.err.println("  " + part + ": " + what);
  }

  void startSurroundings() {
    ServerProcess started = database.start();
    databasePid = started.pid();
    keycloak.start();
  }

  /** Who makes tables. */
  DatabaseAccess database() {
    return database.ownerAccess();
  }

  /** Starts the application; seconds until it says it is ready. */
  double start(List<String> javaOptions) {
    return start(application, javaOptions);
  }

  private double start(PayaraServer server, List<String> javaOptions) {
    long before = System.nanoTime();
    running = server;
    ServerProcess started = server.start(environment(), javaOptions);
    machine.watch(started.pid(), databasePid, database());
    return (System.nanoTime() - before) / 1e9;
  }

  void stop() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }

  /** The same application with {@link OpenDoor} in it, for what the real doors cost. */
  void startOpen() {
    Path other = prepared("open", home.resolve("target/tsunagi.war"));
    try (FileSystem war = FileSystems.newFileSystem(other.resolve("target/tsunagi.war"))) {
      for (Class<?> part : OpenDoor.parts()) {
        String name = part.getName().replace('.', '/') + ".class";
        Path inside = war.getPath("/WEB-INF/classes", name);
        Files.createDirectories(inside.resolveSibling("."));
        Files.copy(
            home.resolve("target/test-classes").resolve(name),
            inside,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new BenchFailure("the open application", failure);
    }
    start(new PayaraServer(data, guardian, other, port, BenchStack::say), List.of());
  }

  /** A folder with what the server needs of the project's, and another WAR. */
  private Path prepared(String name, Path war) {
    try {
      Path other = home.resolve("target/bench").resolve(name);
      Files.createDirectories(other.resolve("target/servers"));
      Files.copy(war, other.resolve("target/tsunagi.war"), StandardCopyOption.REPLACE_EXISTING);
      link(other, "target/servers/payara");
      link(other, "src");
      return other;
    } catch (IOException failure) {
      throw new BenchFailure("preparing " + name, failure);
    }
  }

  private void link(Path other, String what) throws IOException {
    Path link = other.resolve(what);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, home.resolve(what));
  }

  /** A server with nothing but {@link FixedAnswer}; its first requests come when it is up. */
  PayaraServer startFixed() {
    Path war = home.resolve("target/bench/fixed.war");
    String name = FixedAnswer.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
      out.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
      out.write(Files.readAllBytes(home.resolve("target/test-classes").resolve(name)));
      out.closeEntry();
    } catch (IOException failure) {
      throw new BenchFailure("the fixed answer", failure);
    }
    PayaraServer server =
        new PayaraServer(data, guardian, prepared("fixed", war), port, BenchStack::say);
    start(server, List.of());
    return server;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    DatabaseAccess access = database.access();
    environment.put("TSUNAGI_DATABASE_URL", access.url());
    environment.put("TSUNAGI_DATABASE_USER", access.user());
    environment.put("TSUNAGI_DATABASE_PASSWORD", access.password());
    environment.put("TSUNAGI_DATABASE_OWNER_USER", database.ownerAccess().user());
    environment.put("TSUNAGI_DATABASE_OWNER_PASSWORD", database.ownerAccess().password());
    // One account stands for a whole town's.
    environment.put("TSUNAGI_RATE_EACH_SECOND", "0");
    // The peer's figures are without its full validator as well.
    environment.put("TSUNAGI_FHIR_FULL_VALIDATION", "false");
    environment.put("TSUNAGI_OIDC_WATCH_SECRET", "tsunagi-watch-demo");
    environment.put("TSUNAGI_OIDC_ISSUER", keycloak.issuer());
    environment.put("TSUNAGI_OIDC_CLIENT_ID", "tsunagi-web");
    environment.put("TSUNAGI_OIDC_CLIENT_SECRET", "tsunagi-web-demo");
    environment.put("TSUNAGI_PUBLIC_URL", "http://localhost:" + port);
    environment.put("TSUNAGI_DATA", application.applicationData().toString());
    environment.put("TSUNAGI_DEMO", "true");
    environment.put("TSUNAGI_SEED_ENABLED", "true");
    environment.put("TSUNAGI_SEED_RESIDENTS", "0");
    return environment;
  }

  /** A token of the registrar, who may see and write everything of the city. */
  String token() {
    return token("inoue");
  }

  /** A token of one of the cast. */
  String token(String user) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(keycloak.issuer() + "/protocol/openid-connect/token")
                  .toURL()
                  .openConnection();
      connection.setDoOutput(true);
      String form =
          "grant_type=password&client_id=tsunagi-cli&username="
              + user
              + "&password="
              + URLEncoder.encode("Tsunagi-Demo-1", StandardCharsets.UTF_8);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(form.getBytes(StandardCharsets.UTF_8));
      }
      return new ObjectMapper().readTree(connection.getInputStream()).path("access_token").asText();
    } catch (IOException failure) {
      throw new BenchFailure("no token", failure);
    }
  }

  /** Bytes on disk, by table. */
  Map<String, Long> bytes() {
    Map<String, Long> bytes = new LinkedHashMap<>();
    try (var files = Files.list(data.resolve("database/files/tsunagi"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".ibd")).toList()) {
        bytes.put(file.getFileName().toString().replace(".ibd", ""), Files.size(file));
      }
      return bytes;
    } catch (IOException failure) {
      throw new BenchFailure("the size of the database", failure);
    }
  }

  /** How many resources the record holds, whoever wrote them. */
  long resources() {
    DatabaseAccess access = database.ownerAccess();
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM resource")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new BenchFailure("the number of resources", failure);
    }
  }

  @Override
  public void close() {
    stop();
    keycloak.stop();
    database.stop();
    guardian.close();
    data.close();
  }
}
