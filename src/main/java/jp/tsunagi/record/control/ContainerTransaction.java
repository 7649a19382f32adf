package jp.tsunagi.record.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import jp.tsunagi.platform.boundary.ClosingConnection;
import org.jspecify.annotations.Nullable;

/**
 * The container's JTA transaction. Entities and JDBC meet on one physical connection because both
 * take it from the same pool inside the same transaction.
 */
@ApplicationScoped
public class ContainerTransaction implements RecordTransaction {
  /** The connection of the work that runs in this thread outside of any transaction. */
  private static final ThreadLocal<@Nullable Connection> BORROWED = new ThreadLocal<>();

  /** The connection of the transaction that is about to commit in this thread. */
  private static final ThreadLocal<@Nullable Connection> CLOSING = new ThreadLocal<>();

  @PersistenceContext(unitName = "tsunagi")
  private EntityManager entityManager;

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  @Resource(lookup = "java:appserver/TransactionManager")
  private TransactionManager transactions;

  @Override
  public boolean isActive() {
    return registry.getTransactionStatus() == Status.STATUS_ACTIVE;
  }

  @Override
  public EntityManager entityManager() {
    return entityManager;
  }

  @Override
  public <T> T run(Work<T> work) {
    boolean alone = registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
    Connection borrowed = alone ? BORROWED.get() : CLOSING.get();
    try {
      return borrowed != null ? work.on(borrowed) : run(work, alone);
    } catch (SQLException failed) {
      throw DatabaseFailure.of(failed);
    }
  }

  /** Work within work gets the same connection: nobody waits for a second one holding a first. */
  private <T> T run(Work<T> work, boolean alone) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!alone) {
        return work.on(isActive() ? ClosingConnection.ofTransaction(connection) : connection);
      }
      BORROWED.set(connection);
      try {
        return work.on(connection);
      } finally {
        BORROWED.remove();
      }
    }
  }

  @Override
  public <T> T runApart(Work<T> work) {
    try {
      Transaction outer = transactions.suspend();
      try {
        return run(work);
      } finally {
        if (outer != null) {
          transactions.resume(outer);
        }
      }
    } catch (SystemException | InvalidTransactionException broken) {
      throw new IllegalStateException("the transaction cannot be set aside", broken);
    }
  }

  @Override
  public <T> T scoped(Object key, Supplier<T> start) {
    Object present = registry.getResource(key);
    if (present == null) {
      present = start.get();
      registry.putResource(key, present);
    }
    @SuppressWarnings("unchecked")
    T state = (T) present;
    return state;
  }

  @Override
  public void beforeCommit(Runnable action) {
    ClosingConnection own = ClosingConnection.of(dataSource);
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            try {
              CLOSING.set(own.open());
              action.run();
            } catch (SQLException failed) {
              throw DatabaseFailure.of(failed);
            } finally {
              CLOSING.remove();
            }
          }

          @Override
          public void afterCompletion(int status) {
            own.close();
          }
        });
  }

  @Override
  public void afterCommit(Runnable action) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // only the outcome matters
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              action.run();
            }
          }
        });
  }
}
