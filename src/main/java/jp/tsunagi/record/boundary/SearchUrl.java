package jp.tsunagi.record.boundary;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

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

  private static void add(SearchQuery query, String name, String value) {
    if (name.equals("_count")) {
      query.count(count(value));
    } else if (name.equals(CURSOR)) {
      query.from(value);
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
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
