package jp.tsunagi.resident.boundary;

import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.resident.control.ResidentListRepository.Found;
import jp.tsunagi.resident.control.ResidentSearch;
import org.jspecify.annotations.Nullable;

/** Where a page of the list ended, as text without a name in it: rank of the match and line. */
final class ResidentCursor {
  private ResidentCursor() {}

  static String after(Found last) {
    return last.rank() + "." + Long.toString(last.line().sid(), 36);
  }

  static ResidentSearch.@Nullable Position parse(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    if (!cursor.matches("[0-2]\\.[0-9a-z]{1,12}")) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "cursor");
    }
    return new ResidentSearch.Position(
        cursor.charAt(0) - '0', Long.parseLong(cursor.substring(2), 36));
  }
}
