package jp.tsunagi.platform.control;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;

/**
 * データベース. The pool, and the schema brought up to date before anything else starts.
 *
 * <p>Where an owner of the schema is configured, the owner makes the tables and the application's
 * own user gets what its work needs and no more: it adds to the audit trail and cannot change it.
 */
@ApplicationScoped
@DataSourceDefinition(
    name = "java:app/jdbc/tsunagi",
    className = "com.mysql.cj.jdbc.MysqlDataSource",
    url = "${MPCONFIG=tsunagi.database.url}",
    user = "${MPCONFIG=tsunagi.database.user}",
    password = "${MPCONFIG=tsunagi.database.password}",
    // A row that was locked is read as it was committed last, not as it was when the transaction
    // began; and nobody's reading keeps others from adding rows.
    properties = {
      // Parsed once for each connection by the driver, never prepared on the server: MariaDB 11.4
      // crashes (signal 11 in Item_subselect::fix_fields) when it executes a prepared visibility
      // condition, with its nested EXISTS, a second time.
      "useServerPrepStmts=false",
      "cachePrepStmts=true",
      "prepStmtCacheSize=250",
      "prepStmtCacheSqlLimit=16384",
      // The driver asks the server nothing it can know by itself.
      "cacheServerConfiguration=true",
      "useLocalSessionState=true",
      "elideSetAutoCommits=true",
      "maintainTimeStats=false",
      "rewriteBatchedStatements=true",
      "openTelemetry=DISABLED",
      // All connections are of one kind: the pool need not compare each it gives with what is
      // asked.
      "fish.payara.match-connections=false",
    },
    isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
    minPoolSize = 4,
    maxPoolSize = 32)
public class ApplicationDatabase {
  /** Observers of application start run after the schema is there when their priority is higher. */
  public static final int SCHEMA_READY = 100;

  /** Who makes the tables; absent: the application's user does, and may then change every row. */
  public static final String OWNER_USER = "tsunagi.database.owner-user";

  public static final String OWNER_PASSWORD = "tsunagi.database.owner-password";

  private static final Logger LOG = Logger.getLogger(ApplicationDatabase.class.getName());

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  @Inject private Config config;

  void migrate(
      @Observes @Priority(SCHEMA_READY) @Initialized(ApplicationScoped.class) Object start) {
    Optional<String> owner =
        config.getOptionalValue(OWNER_USER, String.class).filter(name -> !name.isBlank());
    if (owner.isEmpty()) {
      LOG.warning(OWNER_USER + " is not set: the application's user could change the audit trail");
      migrate(dataSource);
      return;
    }
    DataSource ofOwner = DatabaseGrants.dataSource(url(), owner.get(), password());
    migrate(ofOwner);
    DatabaseGrants.give(ofOwner, dataSource);
  }

  private String url() {
    return config.getValue("tsunagi.database.url", String.class);
  }

  private String password() {
    return config.getOptionalValue(OWNER_PASSWORD, String.class).orElse("");
  }

  private void migrate(DataSource source) {
    Flyway.configure(getClass().getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
