package jp.tsunagi.record.control;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import jp.tsunagi.launcher.DatabaseAccess;
import org.jspecify.annotations.Nullable;

/** A transaction without a container: one EntityManager for each, on a connection of its own. */
public final class LocalTransaction implements RecordTransaction {
  private static final EntityManagerFactory FACTORY = factory();

  private volatile @Nullable List<String> recorder;
  private final ThreadLocal<@Nullable Scope> current = new ThreadLocal<>();
  private final ThreadLocal<@Nullable Connection> apart = new ThreadLocal<>();

  private static final class Scope {
    private final EntityManager entityManager = FACTORY.createEntityManager();
    private final Map<Object, Object> state = new HashMap<>();
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();
  }

  private static EntityManagerFactory factory() {
    DatabaseAccess access = TestDatabase.access();
    return Persistence.createEntityManagerFactory(
        "tsunagi",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.jtaDataSource", "",
            "jakarta.persistence.jdbc.driver", "com.mysql.cj.jdbc.Driver",
            // As the application: statements are prepared by the server.
            "jakarta.persistence.jdbc.url", access.url() + "&cachePrepStmts=true",
            "jakarta.persistence.jdbc.user", access.user(),
            "jakarta.persistence.jdbc.password", access.password(),
            "eclipselink.connection-pool.default.max", "40"));
  }

  /** Runs the work in a transaction; rolls back when it throws. */
  public <T> T in(Callable<T> work) {
    Scope scope = new Scope();
    current.set(scope);
    scope.entityManager.getTransaction().begin();
    try {
      scope
          .entityManager
          .unwrap(Connection.class)
          .setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      T result = work.call();
      scope.before.forEach(Runnable::run);
      scope.entityManager.getTransaction().commit();
      scope.after.forEach(Runnable::run);
      return result;
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    } finally {
      if (scope.entityManager.getTransaction().isActive()) {
        scope.entityManager.getTransaction().rollback();
      }
      scope.entityManager.close();
      current.remove();
    }
  }

  @Override
  public boolean isActive() {
    return current.get() != null;
  }

  @Override
  public EntityManager entityManager() {
    return scope().entityManager;
  }

  /** Every statement the work executes by JDBC, values included. */
  public List<String> statementsOf(Runnable work) {
    List<String> executed = new ArrayList<>();
    recorder = executed;
    try {
      work.run();
    } finally {
      recorder = null;
    }
    return executed;
  }

  private Connection recorded(Connection connection) {
    List<String> executed = recorder;
    return executed == null ? connection : RecordedConnection.of(connection, executed);
  }

  @Override
  public <T> T run(Work<T> work) {
    try {
      return work.on(
          recorded(isActive() ? entityManager().unwrap(Connection.class) : apartConnection()));
    } catch (SQLException failed) {
      throw DatabaseFailure.of(failed);
    }
  }

  @Override
  public <T> T runApart(Work<T> work) {
    try {
      return work.on(apartConnection());
    } catch (SQLException failed) {
      throw DatabaseFailure.of(failed);
    }
  }

  private Connection apartConnection() throws SQLException {
    Connection connection = apart.get();
    if (connection == null || connection.isClosed()) {
      connection = TestDatabase.connect();
      apart.set(connection);
    }
    return connection;
  }

  @Override
  public <T> T scoped(Object key, Supplier<T> start) {
    @SuppressWarnings("unchecked")
    T state = (T) scope().state.get(key);
    if (state == null) {
      state = start.get();
      scope().state.put(key, state);
    }
    return state;
  }

  @Override
  public void beforeCommit(Runnable action) {
    scope().before.add(action);
  }

  @Override
  public void afterCommit(Runnable action) {
    scope().after.add(action);
  }

  private Scope scope() {
    Scope scope = current.get();
    if (scope == null) {
      throw new IllegalStateException("no transaction");
    }
    return scope;
  }
}
