package jp.tsunagi.record.control;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.record.control.SearchParameter.Kind;

/**
 * 検索パラメータの組立て。 Makes the parameters of one type from their definitions: compiles their paths, finds
 * out which of them are nothing but others together, and which values of composites belong to the
 * same repetition of an element.
 */
final class ParameterFactory {
  private static final Pattern NARROWED =
      Pattern.compile("(.*)\\.where\\(resolve\\(\\) is (\\w+)\\)");

  /** A parameter's definition before it has numbers. */
  record Definition(
      String code, Kind kind, String expression, Set<String> targets, List<String> components) {

    /** The path of its values; empty when it has none in the index. */
    String indexedExpression() {
      boolean elsewhere =
          kind == Kind.COMPOSITE || code.equals("_id") || code.equals("_lastUpdated");
      return elsewhere ? "" : expression;
    }
  }

  private final String type;
  private final Map<String, Definition> definitions;
  private final Map<String, ElementPath> paths = new HashMap<>();
  private final Map<String, String> bases;
  private final Map<String, Integer> numbers;

  /**
   * @param numbers of parameters, by names such as {@code Observation.code}
   */
  ParameterFactory(
      String type,
      Map<String, Definition> definitions,
      Map<String, Integer> numbers,
      IFhirPath fhirPath) {
    this.type = type;
    this.definitions = new TreeMap<>(definitions);
    this.numbers = numbers;
    this.bases = bases();
    for (Definition definition : definitions.values()) {
      String base = bases.getOrDefault(definition.code(), "");
      paths.put(
          definition.code(), ElementPath.of(type, definition.indexedExpression(), base, fhirPath));
    }
  }

  Map<String, SearchParameter> parameters() {
    Map<String, SearchParameter> all = new TreeMap<>();
    definitions.values().forEach(one -> all.put(one.code(), parameter(one)));
    return Map.copyOf(all);
  }

  private SearchParameter parameter(Definition definition) {
    String code = definition.code();
    String side = definition.kind().side();
    List<String> storedAs = storedAs(definition);
    boolean own = storedAs.equals(List.of(code));
    return new SearchParameter(
        type,
        code,
        definition.kind(),
        path(code),
        number(code, ""),
        side.isEmpty() ? 0 : number(code, side),
        definition.targets(),
        storedAs.stream().map(one -> number(one, "")).toList(),
        side.isEmpty() ? List.of() : storedAs.stream().map(one -> number(one, side)).toList(),
        own ? Set.of() : narrowing(code),
        storedAs.stream().anyMatch(bases::containsKey),
        definition.components().stream().map(this::partCode).toList());
  }

  private int number(String code, String side) {
    return Objects.requireNonNull(
        numbers.get(type + "." + code + side), "a search parameter without a number");
  }

  private ElementPath path(String code) {
    return Objects.requireNonNull(paths.get(code));
  }

  /** The repeating elements whose repetitions matter to composites, by the codes of their parts. */
  private Map<String, String> bases() {
    Map<String, String> found = new HashMap<>();
    for (Definition composite : definitions.values()) {
      if (composite.kind() == Kind.COMPOSITE) {
        for (String base : ElementPath.alternatives(type, composite.expression())) {
          composite.components().stream()
              .map(this::partCode)
              .filter(code -> base.indexOf('.') > 0 && isWithin(code, base))
              .forEach(code -> found.put(code, base));
        }
      }
    }
    return found;
  }

  private boolean isWithin(String code, String base) {
    Definition definition = definitions.get(code);
    return definition != null
        && ElementPath.alternatives(type, definition.expression()).stream()
            .allMatch(path -> ElementPath.plain(path).startsWith(base + "."));
  }

  /** {@code Observation-value-quantity} is {@code value-quantity} of Observation. */
  private String partCode(String name) {
    return name.startsWith(type + "-")
        ? name.substring(type.length() + 1)
        : name.substring(name.indexOf('-') + 1);
  }

  /** The codes whose rows together are this parameter's values; itself alone when it has rows. */
  private List<String> storedAs(Definition wanted) {
    Set<String> parts = wide(wanted.code());
    Set<String> endings = endings(wanted.code());
    if (parts.isEmpty() || endings.size() > 1) {
      // Narrowed in one part and otherwise in another: its rows must be its own.
      return List.of(wanted.code());
    }
    boolean narrow = !endings.contains("");
    List<String> found = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (Definition other : simplestFirst()) {
      Set<String> its = wide(other.code());
      boolean first = narrow || other.code().compareTo(wanted.code()) < 0;
      if (!other.equals(wanted)
          && other.kind() == wanted.kind()
          && endings(other.code()).equals(Set.of(""))
          && parts.containsAll(its)
          && (its.size() < parts.size() || first)
          && !covered.containsAll(its)) {
        found.add(other.code());
        covered.addAll(its);
      }
    }
    return covered.equals(parts) ? found : List.of(wanted.code());
  }

  private List<Definition> simplestFirst() {
    return definitions.values().stream()
        .sorted(
            Comparator.comparingInt((Definition one) -> path(one.code()).alternatives().size())
                .thenComparing(Definition::code))
        .toList();
  }

  /** The alternatives without their narrowing to a target type. */
  private Set<String> wide(String code) {
    Set<String> wide = new HashSet<>();
    for (String alternative : path(code).alternatives()) {
      Matcher narrowed = NARROWED.matcher(alternative);
      wide.add(narrowed.matches() ? narrowed.group(1) : alternative);
    }
    return wide;
  }

  /** The target types the alternatives are narrowed to; an empty text for those that are not. */
  private Set<String> endings(String code) {
    Set<String> endings = new HashSet<>();
    for (String alternative : path(code).alternatives()) {
      Matcher narrowed = NARROWED.matcher(alternative);
      endings.add(narrowed.matches() ? narrowed.group(2) : "");
    }
    return endings;
  }

  private Set<String> narrowing(String code) {
    Set<String> types = endings(code);
    types.remove("");
    return types;
  }
}
