package jp.tsunagi.fhirgateway.control;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** 版の札. What a caller keeps to ask later whether a resource has changed. */
public record EntityTag(long version, Instant lastUpdated) {
  private static final int SECOND = 1_000;

  public String text() {
    return "W/\"" + version + "\"";
  }

  /** In milliseconds, of whole seconds as HTTP counts them. */
  public long lastModified() {
    return lastUpdated.toEpochMilli() / SECOND * SECOND;
  }

  /**
   * Whether the caller has this version.
   *
   * @param ifNoneMatch the header, null without one; it outweighs the time
   * @param ifModifiedSince in milliseconds, -1 without one
   */
  public boolean isKnownTo(@Nullable String ifNoneMatch, long ifModifiedSince) {
    if (ifNoneMatch != null) {
      String own = Long.toString(version);
      return Arrays.stream(ifNoneMatch.split(","))
          .map(String::trim)
          .anyMatch(tag -> tag.equals("*") || tag.replaceAll("^W/|\"", "").equals(own));
    }
    return ifModifiedSince >= 0 && lastModified() <= ifModifiedSince;
  }
}
