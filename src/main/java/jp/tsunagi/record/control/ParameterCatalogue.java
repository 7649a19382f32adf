package jp.tsunagi.record.control;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.tsunagi.record.control.SearchParameter.Kind;
import org.hl7.fhir.instance.model.api.IBase;
import org.jspecify.annotations.Nullable;

/**
 * 検索パラメータ一覧。 Every search parameter of R4 and of our own guide, by type, with its numbers.
 *
 * <p>A parameter that is nothing but others together has no index rows of its own: {@code patient}
 * is {@code subject} narrowed to Patients, {@code combo-code} is {@code code} and {@code
 * component-code}. That saves a fifth of all rows.
 */
@ApplicationScoped
public class ParameterCatalogue {
  private static final Pattern NARROWED =
      Pattern.compile("(.*)\\.where\\(resolve\\(\\) is (\\w+)\\)");

  /** The parameter whose date leads in a resident's record, in this order. */
  private static final List<String> LEADING_DATES =
      List.of(
          "date",
          "sent",
          "authored-on",
          "authored",
          "authoredon",
          "recorded-date",
          "effective",
          "effective-time",
          "whenhandedover",
          "recorded",
          "period",
          "start-date",
          "created",
          "started",
          "issued");

  private FhirEngine engine;
  private CustomParameters custom;
  private NumberDictionary dictionary;

  private final Map<String, Map<String, SearchParameter>> byType = new ConcurrentHashMap<>();
  private volatile @Nullable Numbers numbers;

  private record Numbers(
      Map<String, Integer> types,
      Map<Integer, String> typeNames,
      Map<String, Integer> parameters) {}

  /** A parameter's definition before it has numbers. */
  record Definition(
      String code,
      Kind kind,
      String expression,
      Set<String> targets,
      List<SearchParameter.Component> components) {}

  @SuppressWarnings("NullAway.Init")
  protected ParameterCatalogue() {}

  @Inject
  ParameterCatalogue(FhirEngine engine, CustomParameters custom, NumberDictionary dictionary) {
    this.engine = engine;
    this.custom = custom;
    this.dictionary = dictionary;
  }

  public boolean isType(String name) {
    return numbers().types.containsKey(name);
  }

  public Collection<String> types() {
    return new TreeSet<>(numbers().types.keySet());
  }

  public int typeNumber(String type) {
    Integer number = numbers().types.get(type);
    if (number == null) {
      throw new IllegalArgumentException("not a resource type: " + type);
    }
    return number;
  }

  public String typeName(int number) {
    String name = numbers().typeNames.get(number);
    if (name == null) {
      throw new IllegalStateException("resource type " + number + " has no name");
    }
    return name;
  }

  /** The parameters of a type by code. */
  public Map<String, SearchParameter> of(String type) {
    Map<String, SearchParameter> known = byType.get(type);
    if (known == null) {
      known = build(type);
      byType.put(type, known);
    }
    return known;
  }

  public Optional<SearchParameter> find(String type, String code) {
    return Optional.ofNullable(of(type).get(code));
  }

  /** The parameter that gives a resource its place in a resident's record. */
  public Optional<SearchParameter> leadingDate(String type) {
    Map<String, SearchParameter> all = of(type);
    return LEADING_DATES.stream()
        .map(all::get)
        .filter(parameter -> parameter != null && parameter.kind() == Kind.DATE)
        .findFirst();
  }

  private Numbers numbers() {
    Numbers known = numbers;
    if (known == null) {
      synchronized (this) {
        known = numbers;
        if (known == null) {
          known = number();
          numbers = known;
        }
      }
    }
    return known;
  }

  private Numbers number() {
    Set<String> types = engine.context().getResourceTypes();
    List<String> names = new ArrayList<>();
    for (String type : types) {
      for (Definition definition : definitions(type).values()) {
        names.add(type + "." + definition.code());
        if (definition.kind() == Kind.TOKEN) {
          names.add(type + "." + definition.code() + ":of-type");
        } else if (definition.kind() == Kind.REFERENCE) {
          names.add(type + "." + definition.code() + ":identifier");
        }
      }
    }
    Map<String, Integer> byName = dictionary.types(types);
    Map<Integer, String> typeNames = new HashMap<>();
    byName.forEach((name, number) -> typeNames.put(number, name));
    return new Numbers(byName, typeNames, dictionary.parameters(names));
  }

  private Map<String, Definition> definitions(String type) {
    Map<String, Definition> all = new TreeMap<>();
    for (RuntimeSearchParam parameter :
        engine.context().getResourceDefinition(type).getSearchParams()) {
      all.put(parameter.getName(), definition(parameter));
    }
    all.put(
        "_source",
        new Definition("_source", Kind.URI, "Resource.meta.source", Set.of(), List.of()));
    all.put(
        "_profile",
        new Definition("_profile", Kind.URI, "Resource.meta.profile", Set.of(), List.of()));
    for (Definition definition : custom.of(type)) {
      all.put(definition.code(), definition);
    }
    return all;
  }

  private static Definition definition(RuntimeSearchParam parameter) {
    String path = parameter.getPath() == null ? "" : parameter.getPath();
    return new Definition(
        parameter.getName(),
        Kind.valueOf(parameter.getParamType().name()),
        path,
        parameter.hasTargets() ? Set.copyOf(parameter.getTargets()) : Set.of(),
        parameter.getComponents().stream()
            .map(
                part ->
                    new SearchParameter.Component(
                        codeOf(part.getReference()), part.getExpression()))
            .toList());
  }

  /** The last word of a component's canonical: {@code …/Observation-value-quantity}. */
  private static String codeOf(String canonical) {
    return canonical.substring(canonical.lastIndexOf('/') + 1);
  }

  private Map<String, SearchParameter> build(String type) {
    Map<String, Integer> known = numbers().parameters;
    IFhirPath fhirPath = engine.newFhirPath();
    fhirPath.setEvaluationContext(new TypedReferences());
    Map<String, Definition> definitions = definitions(type);
    Map<String, ElementPath> paths = new LinkedHashMap<>();
    definitions.forEach(
        (code, definition) -> paths.put(code, ElementPath.of(type, pathOf(definition), fhirPath)));
    Map<String, SearchParameter> all = new TreeMap<>();
    for (Definition definition : definitions.values()) {
      all.put(definition.code(), parameter(type, definition, definitions, paths, known));
    }
    return Map.copyOf(all);
  }

  private static String pathOf(Definition definition) {
    boolean indexed = definition.kind() != Kind.COMPOSITE && !definition.code().equals("_id");
    return indexed ? definition.expression() : "";
  }

  private SearchParameter parameter(
      String type,
      Definition definition,
      Map<String, Definition> definitions,
      Map<String, ElementPath> paths,
      Map<String, Integer> known) {
    String code = definition.code();
    List<String> storedAs = storedAs(definition, definitions, paths);
    Set<String> narrowed = storedAs.equals(List.of(code)) ? Set.of() : narrowing(paths, code);
    String name = type + "." + code;
    return new SearchParameter(
        type,
        code,
        definition.kind(),
        path(paths, code),
        known.getOrDefault(name, 0),
        known.getOrDefault(name + ":of-type", 0),
        known.getOrDefault(name + ":identifier", 0),
        definition.targets(),
        numbers(type, storedAs, "", known),
        numbers(type, storedAs, ":identifier", known),
        narrowed,
        definition.components());
  }

  private static List<Integer> numbers(
      String type, List<String> codes, String suffix, Map<String, Integer> known) {
    return codes.stream()
        .map(code -> known.getOrDefault(type + "." + code + suffix, 0))
        .filter(number -> number != 0)
        .toList();
  }

  /** The codes whose rows together are this parameter's values; itself alone when it has rows. */
  private static List<String> storedAs(
      Definition wanted, Map<String, Definition> definitions, Map<String, ElementPath> paths) {
    Set<String> parts = wide(path(paths, wanted.code()));
    if (parts.isEmpty() || isPartlyNarrowed(path(paths, wanted.code()))) {
      return List.of(wanted.code());
    }
    boolean narrow = !narrowing(paths, wanted.code()).isEmpty();
    List<String> found = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (Definition other : simplestFirst(definitions, paths)) {
      Set<String> its = wide(path(paths, other.code()));
      boolean usable =
          other.kind() == wanted.kind()
              && !its.isEmpty()
              && path(paths, other.code()).alternatives().stream()
                  .noneMatch(ParameterCatalogue::isNarrowed)
              && parts.containsAll(its)
              && (its.size() < parts.size() || narrow || other.code().compareTo(wanted.code()) <= 0)
              && !covered.containsAll(its);
      if (usable) {
        found.add(other.code());
        covered.addAll(its);
      }
    }
    return covered.equals(parts) ? found : List.of(wanted.code());
  }

  private static List<Definition> simplestFirst(
      Map<String, Definition> definitions, Map<String, ElementPath> paths) {
    return definitions.values().stream()
        .sorted(
            Comparator.comparingInt(
                    (Definition definition) -> path(paths, definition.code()).alternatives().size())
                .thenComparing(Definition::code))
        .toList();
  }

  private static ElementPath path(Map<String, ElementPath> paths, String code) {
    ElementPath path = paths.get(code);
    if (path == null) {
      throw new IllegalArgumentException("no parameter " + code);
    }
    return path;
  }

  /** The alternatives without their narrowing to a target type. */
  private static Set<String> wide(ElementPath path) {
    Set<String> wide = new HashSet<>();
    for (String alternative : path.alternatives()) {
      Matcher narrowed = NARROWED.matcher(alternative);
      wide.add(narrowed.matches() ? narrowed.group(1) : alternative);
    }
    return wide;
  }

  private static Set<String> narrowing(Map<String, ElementPath> paths, String code) {
    Set<String> types = new HashSet<>();
    for (String alternative : path(paths, code).alternatives()) {
      Matcher narrowed = NARROWED.matcher(alternative);
      if (narrowed.matches()) {
        types.add(narrowed.group(2));
      }
    }
    return types;
  }

  private static boolean isNarrowed(String alternative) {
    return NARROWED.matcher(alternative).matches();
  }

  /** Narrowed in one part and not, or otherwise, in another: then its rows must be its own. */
  private static boolean isPartlyNarrowed(ElementPath path) {
    Set<String> endings = new HashSet<>();
    for (String alternative : path.alternatives()) {
      Matcher narrowed = NARROWED.matcher(alternative);
      endings.add(narrowed.matches() ? narrowed.group(2) : "");
    }
    return endings.size() > 1;
  }

  /** Lets {@code resolve() is Patient} be answered from the reference itself. */
  private final class TypedReferences implements ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext {
    @Override
    public @Nullable IBase resolveReference(
        org.hl7.fhir.instance.model.api.IIdType reference, IBase context) {
      String type = reference.getResourceType();
      if (type == null || !engine.context().getResourceTypes().contains(type)) {
        return null;
      }
      IBase empty = engine.context().getResourceDefinition(type).newInstance();
      ((org.hl7.fhir.instance.model.api.IBaseResource) empty).setId(reference.getIdPart());
      return empty;
    }
  }
}
