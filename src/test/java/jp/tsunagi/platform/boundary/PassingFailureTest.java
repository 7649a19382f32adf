package jp.tsunagi.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassingFailureTest {
  private final AtomicInteger attempts = new AtomicInteger();

  private String failing(int times, SQLException failure) {
    return PassingFailure.outlast(
        () -> {
          if (attempts.incrementAndGet() <= times) {
            throw new IllegalStateException(failure);
          }
          return "done";
        });
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          40001, 1213
          41000, 1205
          23000, 1062
          HY000, 1020
          08S01, 0
          """)
  void does_the_work_again_when_the_failure_passes(String state, int code) {
    assertEquals("done", failing(2, new SQLException("no", state, code)));
    assertEquals(3, attempts.get());
  }

  @Test
  void gives_up_as_busy_when_the_failure_stays() {
    SQLException deadlock = new SQLException("no", "40001", 1213);

    ProblemException problem =
        assertThrows(ProblemException.class, () -> failing(Integer.MAX_VALUE, deadlock));

    assertEquals(ProblemCode.BUSY, problem.code());
  }

  @Test
  void does_nothing_again_that_would_fail_again() {
    SQLException syntax = new SQLException("no", "42000", 1064);

    assertThrows(IllegalStateException.class, () -> failing(1, syntax));

    assertEquals(1, attempts.get());
  }

  @Test
  void lets_a_problem_through_at_once() {
    assertThrows(
        ProblemException.class,
        () ->
            PassingFailure.outlast(
                () -> {
                  attempts.incrementAndGet();
                  throw ProblemException.notFound();
                }));

    assertEquals(1, attempts.get());
  }
}
