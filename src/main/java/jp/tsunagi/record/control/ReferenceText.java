package jp.tsunagi.record.control;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.record.entity.LogicalId;

/** 参照の文字列. Reads a literal reference: only a relative one points into this store. */
public final class ReferenceText {
  private static final Pattern LOCAL =
      Pattern.compile(
          "([A-Z][A-Za-z]{1,63})/([A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]{1,64})?");

  private ReferenceText() {}

  /** What it names; empty for everything that is not relative. */
  public static Optional<LogicalId> local(String reference) {
    Matcher form = LOCAL.matcher(reference);
    return form.matches()
        ? Optional.of(new LogicalId(form.group(1), form.group(2)))
        : Optional.empty();
  }
}
