package jp.tsunagi.record.boundary;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads searches as FHIR writes them in URLs, conditions and Bundles. */
public final class SearchUrl {
  /** The parameter in which our paging links carry their place. */
  public static final String CURSOR = "_cursor";

  private static final int DEFAULT_COUNT = 50;
  private static final int MOST = 1_000;
  private static final Set<String> OF_THE_ANSWER =
      Set.of("_format", "_pretty", "_summary", "_elements", "_count", CURSOR);

  private SearchUrl() {}

  /** {@code Type?name=value&…}, percent-encoded. */
  public static SearchQuery parse(String url) {
    int mark = url.indexOf('?');
    if (mark <= 0) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    SearchQuery query = SearchQuery.of(url.substring(0, mark));
    for (String pair : url.substring(mark + 1).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        add(query, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    if (query.criteria().isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    return query;
  }

  /** From a request's parameters. */
  public static SearchQuery of(String type, Map<String, List<String>> parameters) {
    SearchQuery query = SearchQuery.of(type).count(DEFAULT_COUNT);
    parameters.forEach((name, values) -> values.forEach(value -> add(query, name, value)));
    return query;
  }

  /** The parameters of a query string, each with its values in the order given. */
  public static Map<String, List<String>> parameters(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, none -> new ArrayList<>(1)).add(value);
      }
    }
    return parameters;
  }

  /** The address of a search, or of its page at a cursor. */
  public static String url(
      String address, Map<String, List<String>> parameters, @Nullable String cursor) {
    List<String> told = new ArrayList<>();
    parameters.forEach(
        (name, values) -> {
          if (!name.equals(CURSOR) || cursor == null) {
            values.forEach(value -> told.add(encoded(name) + "=" + encoded(value)));
          }
        });
    if (cursor != null) {
      told.add(CURSOR + "=" + encoded(cursor));
    }
    return told.isEmpty() ? address : address + "?" + String.join("&", told);
  }

  /** Whether an unknown parameter is a mistake and not left aside ({@code Prefer}). */
  public static boolean isStrict(@Nullable String prefer) {
    return prefer != null && prefer.contains("handling=strict");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void add(SearchQuery query, String name, String value) {
    if (name.equals("_count")) {
      query.count(count(value));
    } else if (name.equals(CURSOR)) {
      query.from(value);
    } else if (name.equals("_summary") && value.equals("count")) {
      query.where("_total", "accurate");
    } else if (!OF_THE_ANSWER.contains(name) && !value.isEmpty()) {
      query.where(name, value);
    }
  }

  private static int count(String value) {
    if (!value.matches("[0-9]{1,9}")) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          List.of(ProblemException.Violation.of("_count", "out-of-range", 0, MOST)));
    }
    return Math.min(Integer.parseInt(value), MOST);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
  }
}
