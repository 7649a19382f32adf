package jp.tsunagi.platform.boundary;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * 一過性の失敗. A deadlock, a lock not had in time, a row that somebody else wrote first: the same
 * request done again from its start may well succeed. Only for requests that can be done twice, and
 * only around the whole transaction.
 */
public final class PassingFailure {
  private static final Logger LOG = Logger.getLogger(PassingFailure.class.getName());
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_NANOS = 5_000_000;
  // MySQL: duplicate key, lock wait timeout, row changed since it was read.
  private static final Set<Integer> CODES = Set.of(1062, 1205, 1020);
  private static final String ROLLED_BACK = "40";
  private static final String CONNECTION_LOST = "08";

  private PassingFailure() {}

  /**
   * Does the work, and does it again after a short pause while its failure is a passing one. One
   * that does not pass in time is told as {@code busy}: the caller keeps what it sent and repeats.
   */
  public static <T> T outlast(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (ProblemException problem) {
        throw problem;
      } catch (RuntimeException failure) {
        if (!is(failure)) {
          throw failure;
        }
        if (attempt == ATTEMPTS) {
          LOG.log(Level.WARNING, "given up after " + ATTEMPTS + " attempts", failure);
          throw new ProblemException(ProblemCode.BUSY);
        }
        LockSupport.parkNanos(
            attempt
                * ThreadLocalRandom.current().nextLong(FIRST_PAUSE_NANOS, 4 * FIRST_PAUSE_NANOS));
      }
    }
  }

  /** Whether doing the same again may well succeed. */
  public static boolean is(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isPassing(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPassing(SQLException sql) {
    String state = sql.getSQLState();
    return CODES.contains(sql.getErrorCode())
        || (state != null && (state.startsWith(ROLLED_BACK) || state.startsWith(CONNECTION_LOST)));
  }
}
