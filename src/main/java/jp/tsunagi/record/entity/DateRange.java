package jp.tsunagi.record.entity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 日付の範囲. The instants a FHIR date, dateTime or instant covers, in milliseconds since 1970 UTC, both
 * ends inclusive. What names no offset is Japanese time (declared in the CapabilityStatement): a
 * day in the record is a day in Joso.
 */
public record DateRange(long low, long high) {
  /** Stands for an open beginning; every real date is later. */
  public static final long BEGINNING = -999_999_999_999_999L;

  /** Stands for an open end; every real date is earlier. */
  public static final long END = 999_999_999_999_999L;

  public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?"
              + "(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

  /** Empty when the text is no date. */
  public static Optional<DateRange> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(form));
    } catch (DateTimeException wrong) {
      return Optional.empty();
    }
  }

  private static DateRange read(Matcher form) {
    int year = Integer.parseInt(form.group(1));
    if (form.group(2) == null) {
      return days(LocalDate.of(year, 1, 1), LocalDate.of(year, 1, 1).plusYears(1));
    }
    YearMonth month = YearMonth.of(year, Integer.parseInt(form.group(2)));
    if (form.group(3) == null) {
      return days(month.atDay(1), month.plusMonths(1).atDay(1));
    }
    LocalDate day = month.atDay(Integer.parseInt(form.group(3)));
    if (form.group(4) == null) {
      return days(day, day.plusDays(1));
    }
    return moment(day, form);
  }

  private static DateRange moment(LocalDate day, Matcher form) {
    int hour = Integer.parseInt(form.group(4));
    if (hour > 24) {
      throw new DateTimeException("no such hour");
    }
    LocalDate date = hour == 24 ? day.plusDays(1) : day;
    String seconds = form.group(6);
    // A leap second is the second before it, so that it exists.
    int second = seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds));
    LocalDateTime time = date.atTime(hour % 24, Integer.parseInt(form.group(5)), second);
    ZoneId zone = form.group(8) == null ? ZONE : ZoneOffset.of(form.group(8));
    long low = time.atZone(zone).toInstant().toEpochMilli();
    if (seconds == null) {
      return new DateRange(low, low + 59_999);
    }
    String fraction = form.group(7);
    if (fraction == null) {
      return new DateRange(low, low + 999);
    }
    // A fraction names an instant: whether .350 or .35 was written is the serializer's habit.
    long millis = low + Long.parseLong((fraction + "00").substring(0, 3));
    return new DateRange(millis, millis);
  }

  private static DateRange days(LocalDate first, LocalDate after) {
    return new DateRange(
        first.atStartOfDay(ZONE).toInstant().toEpochMilli(),
        after.atStartOfDay(ZONE).toInstant().toEpochMilli() - 1);
  }

  /** From the beginning of this one to the end of the other. */
  public DateRange to(DateRange other) {
    return new DateRange(Math.min(low, other.low), Math.max(high, other.high));
  }

  public boolean contains(DateRange other) {
    return low <= other.low && other.high <= high;
  }

  public boolean overlaps(DateRange other) {
    return low <= other.high && other.low <= high;
  }
}
