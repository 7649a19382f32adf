package jp.tsunagi.platform.boundary;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 一覧の続き. Where a page of a list that is ordered by time and id ended; prints and reads itself as
 * the {@code cursor} of the contract.
 */
public record TimeCursor(Instant at, String id) {

  /** What the next page is asked with. */
  public String print() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at.toEpochMilli() + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  /** The place a caller asks for; empty for the first page. */
  public static Optional<TimeCursor> of(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return Optional.of(
          new TimeCursor(
              Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(colon, 0)))),
              text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          java.util.List.of(ProblemException.Violation.of("cursor", "not-a-cursor")));
    }
  }
}
