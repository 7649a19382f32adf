package jp.tsunagi.record.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * 期間の境. The instants of a FHIR Period, first included, last excluded. A date without a time is a
 * day in Japan, whatever zone the machine is in, and the day a period ends on belongs to it.
 */
public final class PeriodBounds {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final int DATE = "2026-04-01".length();
  private static final int MONTH = "2026-04".length();

  private PeriodBounds() {}

  /** The first instant of the period; null when it is open. */
  public static @Nullable Instant from(Period period) {
    return period.hasStart() ? first(period.getStartElement()) : null;
  }

  /** The first instant after the period; null when it is open. */
  public static @Nullable Instant until(Period period) {
    if (!period.hasEnd()) {
      return null;
    }
    String text = period.getEndElement().getValueAsString();
    if (text.length() > DATE) {
      return period.getEnd().toInstant();
    }
    return lastDay(text).plusDays(1).atStartOfDay(JAPAN).toInstant();
  }

  /** The first instant of a date or time of any precision; null when it has no value. */
  public static @Nullable Instant first(BaseDateTimeType time) {
    if (!time.hasValue()) {
      return null;
    }
    String text = time.getValueAsString();
    return text.length() > DATE
        ? time.getValue().toInstant()
        : firstDay(text).atStartOfDay(JAPAN).toInstant();
  }

  private static LocalDate firstDay(String text) {
    if (text.length() == DATE) {
      return LocalDate.parse(text);
    }
    return text.length() == MONTH ? YearMonth.parse(text).atDay(1) : Year.parse(text).atDay(1);
  }

  private static LocalDate lastDay(String text) {
    if (text.length() == DATE) {
      return LocalDate.parse(text);
    }
    return text.length() == MONTH
        ? YearMonth.parse(text).atEndOfMonth()
        : Year.parse(text).atMonth(12).atEndOfMonth();
  }
}
