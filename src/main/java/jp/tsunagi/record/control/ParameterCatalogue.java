package jp.tsunagi.record.control;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jp.tsunagi.record.control.ParameterFactory.Definition;
import jp.tsunagi.record.control.SearchParameter.Kind;
import jp.tsunagi.record.entity.LogicalId;
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
  private static final int LONGEST_ID = 64;
  private static final Pattern FHIR_ID = Pattern.compile("[A-Za-z0-9\\-.]+");

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
  private volatile @Nullable Set<Integer> referenceNumbers;

  private record Numbers(
      Map<String, Integer> types,
      Map<Integer, String> typeNames,
      Map<String, Integer> parameters) {}

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

  /** Whether a resource of this name can exist; any other is as good as unknown. */
  boolean isPossible(LogicalId id) {
    return isType(id.type())
        && id.id().length() <= LONGEST_ID
        && FHIR_ID.matcher(id.id()).matches();
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

  /** What kinds the parameters of a type are, by code, in the words of FHIR. */
  public Map<String, String> kinds(String type) {
    Map<String, String> kinds = new TreeMap<>();
    of(type)
        .values()
        .forEach(
            parameter ->
                kinds.put(parameter.code(), parameter.kind().name().toLowerCase(Locale.ROOT)));
    return kinds;
  }

  public Optional<SearchParameter> find(String type, String code) {
    return Optional.ofNullable(of(type).get(code));
  }

  /** Numbers of all references of all types. */
  public Set<Integer> referenceNumbers() {
    Set<Integer> known = referenceNumbers;
    if (known == null) {
      Set<Integer> all = new TreeSet<>();
      for (String type : types()) {
        of(type).values().stream()
            .filter(parameter -> parameter.kind() == Kind.REFERENCE)
            .forEach(parameter -> all.addAll(parameter.storedAs()));
      }
      known = Set.copyOf(all);
      referenceNumbers = known;
    }
    return known;
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
        if (!definition.kind().side().isEmpty()) {
          names.add(type + "." + definition.code() + definition.kind().side());
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
        parameter.getComponents().stream().map(part -> lastWord(part.getReference())).toList());
  }

  /** Of a canonical: {@code …/Observation-value-quantity} names that parameter. */
  static String lastWord(String canonical) {
    return canonical.substring(canonical.lastIndexOf('/') + 1);
  }

  private Map<String, SearchParameter> build(String type) {
    IFhirPath fhirPath = engine.newFhirPath();
    fhirPath.setEvaluationContext(new TypedReferences(engine));
    return new ParameterFactory(type, definitions(type), numbers().parameters, fhirPath)
        .parameters();
  }
}
