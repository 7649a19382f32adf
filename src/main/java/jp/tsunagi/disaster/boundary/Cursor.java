package jp.tsunagi.disaster.boundary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** 続きの印. Where a page ended, as a word that means nothing to the caller. */
record Cursor(List<String> parts) {
  /** Empty for the first page; a word that is none of ours is an invalid parameter. */
  static Optional<Cursor> read(@Nullable String text, int size) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      List<String> parts = Arrays.asList(plain.split(" ", -1));
      if (parts.size() == size) {
        return Optional.of(new Cursor(parts));
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "cursor");
    }
    throw new ProblemException(ProblemCode.INVALID_PARAMETER, "cursor");
  }

  static String write(Object... parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            Arrays.stream(parts)
                .map(Object::toString)
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.US_ASCII));
  }

  long number(int part) {
    try {
      return Long.parseLong(parts.get(part));
    } catch (NumberFormatException e) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "cursor");
    }
  }

  String text(int part) {
    return parts.get(part);
  }
}
