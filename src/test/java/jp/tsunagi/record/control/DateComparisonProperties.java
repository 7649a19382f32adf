package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import jp.tsunagi.record.entity.DateRange;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The SQL of date searches against FHIR's words, read naively, on dates of every precision. */
class DateComparisonProperties {
  private static final ValueConditions CONDITIONS =
      new ValueConditions(new UnitConversion(), Clock.systemUTC());

  @Property(tries = 300)
  void compares_as_the_specification_says(
      @ForAll("prefixes") String prefix,
      @ForAll("dates") String searched,
      @ForAll("dates") String start,
      @ForAll("dates") String end)
      throws SQLException {
    DateRange first = DateRange.parse(start).orElseThrow();
    DateRange last = DateRange.parse(end).orElseThrow();
    DateRange target = first.low() <= last.low() ? first.to(last) : last.to(first);
    DateRange value = DateRange.parse(searched).orElseThrow();

    boolean found = matches(prefix + searched, target);

    assertEquals(naively(prefix, value, target), found);
  }

  /** FHIR R4, 3.1.1.4.2 and 3.1.1.4.3, as instants. */
  private static boolean naively(String prefix, DateRange value, DateRange target) {
    boolean contained = value.low() <= target.low() && target.high() <= value.high();
    boolean reachesAbove = target.high() > value.high();
    boolean reachesBelow = target.low() < value.low();
    return switch (prefix) {
      case "", "eq" -> contained;
      case "ne" -> !contained;
      case "gt" -> reachesAbove;
      case "lt" -> reachesBelow;
      case "ge" -> (reachesAbove && target.high() >= value.low()) || contained;
      case "le" -> (reachesBelow && target.low() <= value.high()) || contained;
      case "sa" -> target.low() > value.high();
      case "eb" -> target.high() < value.low();
      default -> throw new IllegalArgumentException(prefix);
    };
  }

  private static boolean matches(String value, DateRange target) throws SQLException {
    SqlText query =
        SqlText.of(
                "SELECT COUNT(*) FROM (SELECT ? AS low, ? AS high) x WHERE ",
                (double) target.low(),
                (double) target.high())
            .add(CONDITIONS.date("date", value, "x.low", "x.high"));
    try (Connection connection = TestDatabase.connect();
        PreparedStatement statement = query.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1) == 1;
    }
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");
  }

  /** Close to one another, so that they meet often. */
  @Provide
  Arbitrary<String> dates() {
    Arbitrary<LocalDateTime> moments =
        Arbitraries.longs()
            .between(0, 3 * 24 * 3600)
            .map(
                seconds ->
                    LocalDateTime.of(2026, 3, 30, 0, 0)
                        .plusSeconds(seconds % 7 == 0 ? seconds / 3600 * 3600 : seconds));
    Arbitrary<String> forms =
        Arbitraries.of(
            "yyyy",
            "yyyy-MM",
            "yyyy-MM-dd",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mmXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    Arbitrary<ZoneOffset> offsets = Arbitraries.of(ZoneOffset.UTC, ZoneOffset.ofHours(9));
    return Combinators.combine(moments, forms, offsets)
        .as((at, form, offset) -> at.atOffset(offset).format(DateTimeFormatter.ofPattern(form)));
  }
}
