package jp.tsunagi.resident.boundary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of things that happened ended: the instant of its last entry, which is never split.
 */
public final class TimelineCursor {
  private TimelineCursor() {}

  public static String before(Instant last) {
    return Long.toString(last.getEpochSecond(), 36) + "." + Integer.toString(last.getNano(), 36);
  }

  /** The instant before which the next page begins; null for the first page. */
  public static @Nullable Instant parse(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    if (!cursor.matches("-?[0-9a-z]{1,11}\\.[0-9a-z]{1,6}")) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "cursor");
    }
    int dot = cursor.indexOf('.');
    try {
      return Instant.ofEpochSecond(
          Long.parseLong(cursor.substring(0, dot), 36),
          Long.parseLong(cursor.substring(dot + 1), 36));
    } catch (DateTimeException | NumberFormatException e) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "cursor");
    }
  }

  /** A point in time of a query parameter; null when none was given. */
  public static @Nullable Instant time(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      // A plus sign in an address reads as a space when it was not escaped.
      return OffsetDateTime.parse(value.strip().replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, name);
    }
  }
}
