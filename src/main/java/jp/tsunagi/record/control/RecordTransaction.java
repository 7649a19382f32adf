package jp.tsunagi.record.control;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** トランザクション。 The transaction the store works in: the container's, or a test's own. */
public interface RecordTransaction {
  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Work without a result. */
  @FunctionalInterface
  interface Task {
    void on(Connection connection) throws SQLException;
  }

  boolean isActive();

  EntityManager entityManager();

  /** On the transaction's connection, or on one that commits each statement when there is none. */
  <T> T run(Work<T> work);

  /** As {@link #run}, for work without a result. */
  default void execute(Task task) {
    run(
        connection -> {
          task.on(connection);
          return Boolean.TRUE;
        });
  }

  /** As {@link #runApart}, for work without a result. */
  default void executeApart(Task task) {
    runApart(
        connection -> {
          task.on(connection);
          return Boolean.TRUE;
        });
  }

  /** In a short transaction of its own that is committed when the work returns. */
  <T> T runApart(Work<T> work);

  /** State that lives as long as the transaction. */
  <T> T scoped(Object key, Supplier<T> start);

  /** Runs before the transaction commits, in it; not when it rolls back. */
  void beforeCommit(Runnable action);

  /** Runs after a commit. */
  void afterCommit(Runnable action);
}
