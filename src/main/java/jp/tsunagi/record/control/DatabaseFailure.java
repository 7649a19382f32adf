package jp.tsunagi.record.control;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientException;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/** データベース障害。 Tells what the caller may try again from what is broken. */
public final class DatabaseFailure {
  /** Deadlock, lost certification (Galera), serialization failure. */
  private static final String ROLLED_BACK = "40";

  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;

  private DatabaseFailure() {}

  static RuntimeException of(SQLException cause) {
    if (isTransient(cause)) {
      ProblemException busy = new ProblemException(ProblemCode.BUSY);
      busy.initCause(cause);
      return busy;
    }
    if (cause instanceof SQLIntegrityConstraintViolationException) {
      ProblemException conflict = new ProblemException(ProblemCode.CONFLICT);
      conflict.initCause(cause);
      return conflict;
    }
    return new IllegalStateException("the database refused a statement", cause);
  }

  /** Whether the same transaction may succeed when it is run again. */
  public static boolean isTransient(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql
          && (sql.getErrorCode() == DEADLOCK
              || sql.getErrorCode() == LOCK_WAIT_TIMEOUT
              || (sql.getSQLState() != null && sql.getSQLState().startsWith(ROLLED_BACK)))) {
        return true;
      }
    }
    return false;
  }
}
