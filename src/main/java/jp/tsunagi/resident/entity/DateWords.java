package jp.tsunagi.resident.entity;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseEra;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 日付の書き方. Reads a date as people write it: 1942-04-01, 1942/4/1, 19420401, 昭和17年4月1日, S17.4.1. */
public final class DateWords {
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern WESTERN =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
  private static final Pattern JAPANESE =
      Pattern.compile("(明治|大正|昭和|平成|令和|[mtshr])(\\d{1,2}|元)[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");

  // Meiji has no constant, and java.time knows it only from its sixth year, the Gregorian
  // calendar's first.
  private static final Map<Character, JapaneseEra> ERAS =
      Map.of(
          '明',
          JapaneseEra.MEIJI,
          'm',
          JapaneseEra.MEIJI,
          '大',
          JapaneseEra.TAISHO,
          't',
          JapaneseEra.TAISHO,
          '昭',
          JapaneseEra.SHOWA,
          's',
          JapaneseEra.SHOWA,
          '平',
          JapaneseEra.HEISEI,
          'h',
          JapaneseEra.HEISEI,
          '令',
          JapaneseEra.REIWA,
          'r',
          JapaneseEra.REIWA);

  private DateWords() {}

  /** The date, or empty when the words are none. */
  public static Optional<LocalDate> parse(String words) {
    String text =
        Normalizer.normalize(words, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    try {
      Matcher japanese = JAPANESE.matcher(text);
      if (japanese.matches()) {
        int year = japanese.group(2).equals("元") ? 1 : Integer.parseInt(japanese.group(2));
        JapaneseEra era = ERAS.get(japanese.group(1).charAt(0));
        return Optional.of(
            LocalDate.from(
                JapaneseChronology.INSTANCE.date(
                    era, year, number(japanese, 3), number(japanese, 4))));
      }
      Matcher western = WESTERN.matcher(text);
      Matcher matched = western.matches() ? western : COMPACT.matcher(text);
      return matched.matches()
          ? Optional.of(LocalDate.of(number(matched, 1), number(matched, 2), number(matched, 3)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
