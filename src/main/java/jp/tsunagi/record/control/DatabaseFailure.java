package jp.tsunagi.record.control;

import java.sql.SQLException;

/** データベース障害。 What becomes of a statement the database refused. */
final class DatabaseFailure {
  private DatabaseFailure() {}

  /**
   * The cause stays: {@link jp.tsunagi.platform.boundary.PassingFailure} tells a deadlock, which
   * the whole transaction outlasts by being done again, from what is broken.
   */
  static RuntimeException of(SQLException cause) {
    return new IllegalStateException("the database refused a statement", cause);
  }
}
