package jp.tsunagi.resident.boundary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 版の札. The ETag of a face sheet: the edit version of the resident. Weak, because the same version
 * looks different to readers with different views and languages.
 */
final class ResidentTag {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private ResidentTag() {}

  static String of(long editVersion) {
    return "W/\"" + editVersion + "\"";
  }

  /**
   * The version a correction is based on; null when the header is missing. {@code *} would say "no
   * matter what the others wrote", which a resident's sheet never allows.
   */
  static @Nullable Long parse(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, "If-Match");
    }
    return Long.valueOf(tag.group(1));
  }
}
