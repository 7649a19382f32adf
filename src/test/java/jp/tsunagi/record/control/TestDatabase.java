package jp.tsunagi.record.control;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import jp.tsunagi.launcher.DataFolder;
import jp.tsunagi.launcher.DatabaseAccess;
import jp.tsunagi.launcher.EmbeddedDatabase;
import jp.tsunagi.launcher.Guardian;
import jp.tsunagi.launcher.Ports;
import org.flywaydb.core.Flyway;

/**
 * A real MariaDB with the schema, one for all tests of a JVM: the one at the JDBC URL {@code
 * TSUNAGI_TEST_DATABASE} (user and password {@code record}), else an embedded one.
 */
public final class TestDatabase {
  private static final DatabaseAccess ACCESS = start();

  private TestDatabase() {}

  public static DatabaseAccess access() {
    return ACCESS;
  }

  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(ACCESS.url(), ACCESS.user(), ACCESS.password());
  }

  /** Empties the store; the numbers of types and parameters stay. */
  public static void clear() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "resource",
              "resource_history",
              "compartment",
              "index_key",
              "index_range",
              "index_text",
              "index_position",
              "token_text",
              "uri_text")) {
        statement.execute("TRUNCATE TABLE " + table);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static DatabaseAccess start() {
    String given = System.getenv("TSUNAGI_TEST_DATABASE");
    DatabaseAccess access =
        given != null ? new DatabaseAccess(given, "record", "record") : embedded();
    try (Connection connection = open(access);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    Flyway flyway =
        Flyway.configure()
            .dataSource(access.url(), access.user(), access.password())
            .locations("filesystem:src/main/resources/db/migration")
            .cleanDisabled(false)
            .load();
    flyway.clean();
    flyway.migrate();
    return access;
  }

  private static Connection open(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(access.url(), access.user(), access.password());
  }

  private static DatabaseAccess embedded() {
    DataFolder data = DataFolder.open(Path.of("target/test-database").toAbsolutePath());
    EmbeddedDatabase database =
        new EmbeddedDatabase(data, Guardian.over(data), Ports.anyFree(), (part, text) -> {});
    database.start();
    return database.ownerAccess();
  }
}
