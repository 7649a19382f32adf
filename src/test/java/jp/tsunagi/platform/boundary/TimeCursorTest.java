package jp.tsunagi.platform.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCursorTest {
  @Test
  void reads_what_it_printed() {
    TimeCursor cursor = new TimeCursor(Instant.parse("2026-04-01T00:12:03.123Z"), "a:b");

    assertEquals(Optional.of(cursor), TimeCursor.of(cursor.print()));
  }

  @ParameterizedTest
  @NullAndEmptySource
  void is_absent_for_the_first_page(@Nullable String cursor) {
    assertEquals(Optional.empty(), TimeCursor.of(cursor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "abc", "つぎ", "OnRhbmFrYQ"})
  void names_the_parameter_that_is_no_cursor(String cursor) {
    ProblemException problem = assertThrows(ProblemException.class, () -> TimeCursor.of(cursor));

    assertEquals(ProblemCode.INVALID_PARAMETER, problem.code());
    assertEquals("cursor", problem.violations().get(0).field());
  }
}
