package jp.tsunagi.platform.control;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** データベース. The pool, and the schema brought up to date before anything else starts. */
@ApplicationScoped
@DataSourceDefinition(
    name = "java:app/jdbc/tsunagi",
    className = "com.mysql.cj.jdbc.MysqlDataSource",
    url = "${MPCONFIG=tsunagi.database.url}",
    user = "${MPCONFIG=tsunagi.database.user}",
    password = "${MPCONFIG=tsunagi.database.password}",
    // A row that was locked is read as it was committed last, not as it was when the transaction
    // began; and nobody's reading keeps others from adding rows.
    isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
    minPoolSize = 4,
    maxPoolSize = 32)
public class ApplicationDatabase {
  /** Observers of application start run after the schema is there when their priority is higher. */
  public static final int SCHEMA_READY = 100;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  void migrate(
      @Observes @Priority(SCHEMA_READY) @Initialized(ApplicationScoped.class) Object start) {
    Flyway.configure(getClass().getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }
}
