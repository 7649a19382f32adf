package jp.tsunagi.fhirgateway.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads the version out of {@code W/"3"}. */
public final class FhirVersions {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([0-9]{1,18})\"?");

  private FhirVersions() {}

  /**
   * The version in an entity tag, null without one; a tag of ours never looks otherwise, so that is
   * a conflict.
   */
  public static @Nullable Long ofTag(@Nullable String tag) {
    if (tag == null || tag.isBlank()) {
      return null;
    }
    Matcher matcher = TAG.matcher(tag.trim());
    if (!matcher.matches()) {
      throw new ProblemException(ProblemCode.VERSION_CONFLICT);
    }
    return Long.valueOf(matcher.group(1));
  }
}
