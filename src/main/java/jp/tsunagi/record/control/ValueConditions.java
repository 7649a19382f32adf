package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import jp.tsunagi.record.control.SearchParameter.Kind;
import jp.tsunagi.record.control.SearchValue.Compared;
import jp.tsunagi.record.control.SearchValue.Prefix;
import jp.tsunagi.record.entity.DateRange;
import jp.tsunagi.record.entity.FoldedText;
import jp.tsunagi.record.entity.StableHash;

/**
 * 値の条件。 What one value of a criterion means for the index rows of its parameter, kind by kind.
 * References are {@link ReferenceConditions}'.
 */
@ApplicationScoped
class ValueConditions {
  private static final double LARGEST = 1e300;
  private static final double NEARBY_KILOMETRES = 5;
  private static final double KILOMETRES_PER_DEGREE = 110;
  private static final String KEY = "index_key";
  private static final String RANGE = "index_range";
  private static final String TEXT = "index_text";

  /** How far "approximately" reaches. */
  private static final double APPROXIMATELY = 0.1;

  private UnitConversion units;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ValueConditions() {}

  @Inject
  ValueConditions(UnitConversion units, Clock clock) {
    this.units = units;
    this.clock = clock;
  }

  RowSource token(SearchParameter parameter, String value) {
    List<String> parts = SearchValue.split(value, '|');
    if (parts.size() > 2) {
      throw SearchValue.wrong(parameter.code(), "token");
    }
    String code = SearchValue.unescape(parts.get(parts.size() - 1));
    if (parts.size() == 1) {
      return ofCode(parameter, code);
    }
    String system = SearchValue.unescape(parts.get(0));
    int hash = system.isEmpty() ? 0 : StableHash.ofName(system);
    if (code.isEmpty()) {
      return source(KEY, parameter.storedAs(), x -> of(x + ".qualifier=?", hash), false);
    }
    return source(
        KEY,
        parameter.storedAs(),
        x -> of(x + ".hash=? AND " + x + ".qualifier=?", StableHash.of(code), hash),
        true);
  }

  private static RowSource ofCode(SearchParameter parameter, String code) {
    TreeSet<Long> hashes = new TreeSet<>();
    hashes.add(StableHash.of(code));
    if (parameter.code().equals("phone") || parameter.code().equals("telecom")) {
      String digits = TokenRows.digits(code);
      if (digits.length() > 5 && code.indexOf('@') < 0) {
        hashes.add(StableHash.of(digits));
      }
    }
    // Not one key: the same code in two systems would name a resource twice.
    return source(
        KEY,
        parameter.storedAs(),
        x -> new SqlText().addAnyOf(x + ".hash", hashes),
        hashes.size() == 1);
  }

  /** {@code identifier:of-type=system|code|value}. */
  RowSource ofType(SearchParameter parameter, String value) {
    List<String> parts = SearchValue.split(value, '|');
    if (parts.size() != 3 || parts.get(1).isEmpty() || parts.get(2).isEmpty()) {
      throw SearchValue.wrong(parameter.code(), "of-type");
    }
    String typed =
        TokenRows.typedValue(
            SearchValue.unescape(parts.get(1)), SearchValue.unescape(parts.get(2)));
    String system = SearchValue.unescape(parts.get(0));
    return source(
        KEY,
        List.of(parameter.sideNumber()),
        x ->
            of(x + ".hash=?", StableHash.of(typed))
                .add(
                    system.isEmpty() ? "" : " AND " + x + ".qualifier=?",
                    system.isEmpty() ? new Object[0] : new Object[] {StableHash.ofName(system)}),
        false);
  }

  /** {@code subject:identifier=system|value}. */
  RowSource ofIdentifier(SearchParameter parameter, String value) {
    List<String> parts = SearchValue.split(value, '|');
    String number = SearchValue.unescape(parts.get(parts.size() - 1));
    String system = parts.size() > 1 ? SearchValue.unescape(parts.get(0)) : "";
    return source(
        KEY,
        parameter.sideStoredAs(),
        x ->
            of(x + ".hash=?", StableHash.of(number))
                .add(
                    system.isEmpty() ? "" : " AND " + x + ".qualifier=?",
                    system.isEmpty() ? new Object[0] : new Object[] {StableHash.ofName(system)}),
        false);
  }

  /** {@code :text}: the words seen with a code begin with, or contain, these. */
  RowSource words(SearchParameter parameter, String value) {
    String folded = FoldedText.of(SearchValue.unescape(value), 200);
    if (folded.isEmpty()) {
      return nothing(KEY);
    }
    return source(
        KEY,
        parameter.storedAs(),
        x ->
            of(
                x
                    + ".hash IN (SELECT w.hash FROM token_text w WHERE w.param_id="
                    + x
                    + ".param_id AND w.normalized LIKE ?)",
                "%" + folded + "%"),
        false);
  }

  RowSource string(SearchParameter parameter, String modifier, String value) {
    String text = SearchValue.unescape(value);
    String folded = FoldedText.of(text);
    if (modifier.equals("exact")) {
      return source(
          TEXT,
          parameter.storedAs(),
          x -> of(x + ".normalized=? AND " + x + ".hash=?", folded, StableHash.of(text)),
          false);
    }
    if (folded.isEmpty()) {
      return nothing(TEXT);
    }
    // Folded text has no punctuation left, so nothing in it means anything to LIKE.
    String pattern = modifier.equals("contains") ? "%" + folded + "%" : folded + "%";
    return source(TEXT, parameter.storedAs(), x -> of(x + ".normalized LIKE ?", pattern), false);
  }

  RowSource uri(SearchParameter parameter, String modifier, String value) {
    String uri = SearchValue.unescape(value);
    if (modifier.equals("below")) {
      String pattern = uri.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
      return source(
          KEY,
          parameter.storedAs(),
          x ->
              of(
                  x + ".hash IN (SELECT u.hash FROM uri_text u WHERE u.uri LIKE ? ESCAPE '!')",
                  pattern),
          false);
    }
    List<Long> hashes = new ArrayList<>();
    hashes.add(StableHash.of(uri));
    if (modifier.equals("above")) {
      for (int slash = uri.lastIndexOf('/');
          slash > uri.indexOf("://") + 2;
          slash = uri.lastIndexOf('/', slash - 1)) {
        hashes.add(StableHash.of(uri.substring(0, slash)));
        hashes.add(StableHash.of(uri.substring(0, slash + 1)));
      }
    }
    return source(
        KEY,
        parameter.storedAs(),
        x -> new SqlText().addAnyOf(x + ".hash", new TreeSet<>(hashes)),
        hashes.size() == 1);
  }

  RowSource date(SearchParameter parameter, String value) {
    return source(
        RANGE,
        parameter.storedAs(),
        x -> date(parameter.code(), value, x + ".low", x + ".high"),
        false);
  }

  /** The comparison of a period between two columns. */
  SqlText date(String parameter, String value, String low, String high) {
    Compared compared = SearchValue.compared(value);
    DateRange range =
        DateRange.parse(compared.value()).orElseThrow(() -> SearchValue.wrong(parameter, "date"));
    long from = range.low();
    long to = range.high();
    return switch (compared.prefix()) {
      case EQ -> of(low + ">=? AND " + low + "<=? AND " + high + "<=?", from, to, to);
      case NE -> of("(" + low + "<? OR " + high + ">?)", from, to);
      case GT -> of(high + ">?", to);
      case LT -> of(low + "<?", from);
      case GE -> of(high + ">=? AND (" + high + ">? OR " + low + ">=?)", from, to, from);
      case LE -> of(low + "<=? AND (" + low + "<? OR " + high + "<=?)", to, from, to);
      case SA -> of(low + ">?", to);
      case EB -> of(high + "<?", from);
      case AP -> {
        long margin = (long) (Math.abs(clock.millis() - from) * APPROXIMATELY);
        yield of(low + "<=? AND " + high + ">=?", to + margin, from - margin);
      }
    };
  }

  RowSource number(SearchParameter parameter, String value) {
    Compared compared = SearchValue.compared(value);
    BigDecimal wanted = decimal(parameter, compared.value());
    double precision = precision(compared.value(), wanted);
    return source(
        RANGE,
        parameter.storedAs(),
        x -> numbers(compared.prefix(), x, wanted.doubleValue(), precision),
        false);
  }

  /** In canonical units where UCUM knows the unit. */
  RowSource quantity(SearchParameter parameter, String value) {
    List<String> parts = SearchValue.split(value, '|');
    if (parts.size() != 1 && parts.size() != 3) {
      throw SearchValue.wrong(parameter.code(), "quantity");
    }
    Compared compared = SearchValue.compared(parts.get(0));
    BigDecimal wanted = decimal(parameter, compared.value());
    double number = wanted.doubleValue();
    double precision = precision(compared.value(), wanted);
    String system = parts.size() == 1 ? "" : SearchValue.unescape(parts.get(1));
    String unit = parts.size() == 1 ? "" : SearchValue.unescape(parts.get(2));
    if (system.isEmpty() || unit.isEmpty()) {
      return source(
          RANGE,
          parameter.storedAs(),
          x ->
              numbers(compared.prefix(), x, number, precision)
                  .add(unit.isEmpty() ? "" : " AND " + x + ".unit=?", unitValues(unit)),
          false);
    }
    UnitConversion.Coded exact = units.coded(system, unit, number);
    double around = Math.abs(units.coded(system, unit, number + precision).value() - exact.value());
    return source(
        RANGE,
        parameter.sideStoredAs(),
        x ->
            numbers(compared.prefix(), x, exact.value(), around)
                .add(" AND " + x + ".unit=?", exact.unit()),
        false);
  }

  private static List<Object> unitValues(String unit) {
    return unit.isEmpty() ? List.of() : List.of(StableHash.ofName(unit));
  }

  private static SqlText numbers(Prefix prefix, String x, double value, double precision) {
    String low = x + ".low";
    String high = x + ".high";
    return switch (prefix) {
      case EQ ->
          of(
              low + ">=? AND " + low + "<=? AND " + high + "<=?",
              value - precision,
              value + precision,
              value + precision);
      case NE -> of("(" + low + "<? OR " + high + ">?)", value - precision, value + precision);
      case GT -> of(high + ">?", value);
      case GE -> of(high + ">=?", value);
      case LT -> of(low + "<?", value);
      case LE -> of(low + "<=?", value);
      case SA -> of(low + ">?", value);
      case EB -> of(high + "<?", value);
      case AP -> {
        double margin = Math.max(Math.abs(value) * APPROXIMATELY, precision);
        yield of(low + "<=? AND " + high + ">=?", value + margin, value - margin);
      }
    };
  }

  private static BigDecimal decimal(SearchParameter parameter, String text) {
    try {
      if (text.length() > 40) {
        throw SearchValue.wrong(parameter.code(), "number");
      }
      BigDecimal value = new BigDecimal(text);
      if (Math.abs(value.doubleValue()) > LARGEST) {
        throw SearchValue.wrong(parameter.code(), "number");
      }
      return value;
    } catch (NumberFormatException wrong) {
      throw SearchValue.wrong(parameter.code(), "number");
    }
  }

  /** Half of the last digit given: 5.4 stands for 5.35 to 5.45. */
  private static double precision(String text, BigDecimal value) {
    boolean whole = text.indexOf('e') < 0 && text.indexOf('E') < 0;
    int scale = whole || value.scale() >= 0 ? value.scale() : value.scale() + 1;
    return 0.5 * Math.pow(10, -scale);
  }

  /** {@code near=latitude|longitude|distance|unit}: within a distance, as the crow flies. */
  RowSource near(SearchParameter parameter, String value) {
    List<String> parts = SearchValue.split(value, '|');
    if (parts.size() < 2 || parts.size() > 4) {
      throw SearchValue.wrong(parameter.code(), "near");
    }
    double latitude = decimal(parameter, parts.get(0)).doubleValue();
    double longitude = decimal(parameter, parts.get(1)).doubleValue();
    double distance =
        parts.size() > 2 && !parts.get(2).isEmpty()
            ? decimal(parameter, parts.get(2)).doubleValue()
            : NEARBY_KILOMETRES;
    double kilometres = distance * kilometres(parameter, parts.size() > 3 ? parts.get(3) : "km");
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || kilometres < 0) {
      throw SearchValue.wrong(parameter.code(), "near");
    }
    double north = kilometres / KILOMETRES_PER_DEGREE;
    return source(
        "index_position",
        List.of(parameter.number()),
        x ->
            of(x + ".latitude BETWEEN ? AND ? AND ", latitude - north, latitude + north)
                .add(
                    "2*6371*ASIN(LEAST(1,SQRT(POW(SIN(RADIANS("
                        + x
                        + ".latitude-?)/2),2)+COS(RADIANS(?))*COS(RADIANS("
                        + x
                        + ".latitude))*POW(SIN(RADIANS("
                        + x
                        + ".longitude-?)/2),2))))<=?",
                    latitude,
                    latitude,
                    longitude,
                    kilometres),
        false);
  }

  private static double kilometres(SearchParameter parameter, String unit) {
    return switch (unit) {
      case "km", "" -> 1;
      case "m" -> 0.001;
      case "[mi_us]", "[mi_i]", "mi" -> 1.609344;
      default -> throw SearchValue.wrong(parameter.code(), "unit");
    };
  }

  /** Any row at all of a parameter, wherever it may lie; for {@code :missing}. */
  static List<RowSource> any(SearchParameter parameter) {
    List<RowSource> sources = new ArrayList<>();
    for (String table : tables(parameter.kind())) {
      sources.add(source(table, parameter.storedAs(), x -> of("1=1"), false));
    }
    if (parameter.kind() == Kind.REFERENCE && !parameter.sideStoredAs().isEmpty()) {
      sources.add(source(KEY, parameter.sideStoredAs(), x -> of("1=1"), false));
    }
    return sources;
  }

  static List<String> tables(Kind kind) {
    return switch (kind) {
      case TOKEN, URI, REFERENCE -> List.of(KEY);
      case STRING -> List.of(TEXT);
      case DATE, NUMBER, QUANTITY -> List.of(RANGE);
      case SPECIAL -> List.of("index_position");
      case COMPOSITE -> List.of();
    };
  }

  static RowSource nothing(String table) {
    return new RowSource(table, x -> of("1=0"), false);
  }

  static RowSource source(
      String table, List<Integer> numbers, Function<String, SqlText> where, boolean oneKey) {
    return new RowSource(
        table,
        x -> new SqlText().addAnyOf(x + ".param_id", numbers).add(" AND ").add(where.apply(x)),
        oneKey && numbers.size() == 1);
  }

  private static SqlText of(String sql, Object... values) {
    return SqlText.of(sql, values);
  }
}
