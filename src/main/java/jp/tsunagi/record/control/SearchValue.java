package jp.tsunagi.record.control;

import java.util.ArrayList;
import java.util.List;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;

/** 検索値。 Takes search values apart, minding FHIR's escapes. */
final class SearchValue {
  /** Comparisons that stand before a number or date. */
  enum Prefix {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE,
    SA,
    EB,
    AP
  }

  /** A value without its prefix. */
  record Compared(Prefix prefix, String value) {}

  private SearchValue() {}

  /** Splits at separators that are not escaped; the escapes stay. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
      } else if (c == separator) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape =
          c == '\\' && i + 1 < text.length() && "\\,$|".indexOf(text.charAt(i + 1)) >= 0;
      plain.append(escape ? text.charAt(++i) : c);
    }
    return plain.toString();
  }

  static Compared compared(String value) {
    if (value.length() > 2 && Character.isLetter(value.charAt(0))) {
      for (Prefix prefix : Prefix.values()) {
        if (value.startsWith(prefix.name().toLowerCase(java.util.Locale.ROOT))) {
          return new Compared(prefix, value.substring(2));
        }
      }
    }
    return new Compared(Prefix.EQ, value);
  }

  static ProblemException wrong(String parameter, String rule) {
    return new ProblemException(
        ProblemCode.INVALID_PARAMETER, List.of(Violation.of(parameter, rule)), parameter);
  }
}
