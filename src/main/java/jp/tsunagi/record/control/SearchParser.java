package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.control.ParsedSearch.Inclusion;
import jp.tsunagi.record.control.ParsedSearch.SortKey;
import jp.tsunagi.record.control.SearchParameter.Kind;
import jp.tsunagi.record.control.SearchRequest.Criterion;
import jp.tsunagi.record.entity.LogicalId;
import jp.tsunagi.record.entity.StableHash;

/**
 * 検索の読取り。 Turns the criteria of a search into conditions over the index. What a chain, {@code _has}
 * or reference points to is looked up here where it is few, so that the search itself starts from
 * keys.
 */
@ApplicationScoped
class SearchParser {
  private static final int MOST_CRITERIA = 100;
  private static final int MOST_VALUES = 1_000;
  private static final int MOST_SORT_KEYS = 10;
  private static final int MOST_INCLUSIONS = 50;
  private static final int DEEPEST_CHAIN = 6;
  private static final String KEY = "index_key";

  private ParameterCatalogue catalogue;
  private ValueConditions values;
  private PendingWrites names;

  @SuppressWarnings("NullAway.Init")
  protected SearchParser() {}

  @Inject
  SearchParser(ParameterCatalogue catalogue, ValueConditions values, PendingWrites names) {
    this.catalogue = catalogue;
    this.values = values;
    this.names = names;
  }

  /** Finds the resources of a type that meet conditions, when they are few. */
  interface Few {
    /** Their sids; empty when there are too many to list. */
    Optional<List<Long>> find(String type, List<SearchCondition> conditions);
  }

  /** What the parser needs to know about who asks. */
  record Context(RowFilter visible, Few few, boolean lenient) {}

  ParsedSearch parse(SearchRequest request, Context context) {
    if (!catalogue.isType(request.type())) {
      throw new ProblemException(ProblemCode.NOT_FOUND);
    }
    if (request.criteria().size() > MOST_CRITERIA) {
      throw new ProblemException(ProblemCode.TOO_MANY, MOST_CRITERIA);
    }
    ParsedSearch search = new ParsedSearch(request.type());
    for (Criterion criterion : request.criteria()) {
      if (!control(search, criterion)) {
        require(search, criterion, context);
      }
    }
    LogicalId resident = request.compartment();
    if (resident != null) {
      requireCompartment(search, resident);
    }
    return search;
  }

  private void require(ParsedSearch search, Criterion criterion, Context context) {
    if (criterion.value().isEmpty()) {
      return;
    }
    try {
      search.require(condition(search.type(), criterion, context, 0));
      aboutOneResident(search, criterion);
    } catch (ProblemException problem) {
      if (problem.code() != ProblemCode.UNKNOWN_PARAMETER || !context.lenient()) {
        throw problem;
      }
      search.ignore(criterion.name());
    }
  }

  private void requireCompartment(ParsedSearch search, LogicalId resident) {
    search.names(resident.id());
    Long sid = names.find(List.of(resident)).get(resident);
    if (sid == null) {
      search.require(SearchCondition.NOTHING);
      return;
    }
    search.isAbout(sid);
    search.require(
        IndexCondition.of(
            new RowSource("compartment", x -> SqlText.of(x + ".resident_sid=?", sid), false)));
  }

  /** A reference to one Patient alone: then the resident's own part of the store is enough. */
  private void aboutOneResident(ParsedSearch search, Criterion criterion) {
    if (search.type().equals("Patient")
        && criterion.name().equals("_id")
        && criterion.value().indexOf(',') < 0) {
      search.names(criterion.value());
    }
    Optional<SearchParameter> parameter = catalogue.find(search.type(), criterion.name());
    if (parameter.isEmpty()
        || parameter.get().kind() != Kind.REFERENCE
        || search.type().equals("Patient")
        || criterion.value().indexOf(',') >= 0) {
      return;
    }
    Set<LogicalId> targets = targets(parameter.get(), "", criterion.value());
    Map<LogicalId, Long> found = names.find(targets);
    if (found.isEmpty()) {
      targets.stream()
          .filter(target -> target.type().equals("Patient"))
          .findFirst()
          .ifPresent(patient -> search.names(patient.id()));
    } else if (found.size() == 1 && found.keySet().iterator().next().type().equals("Patient")) {
      search.isAbout(found.values().iterator().next());
      search.names(found.keySet().iterator().next().id());
    }
  }

  /** What steers the search instead of narrowing it. */
  private boolean control(ParsedSearch search, Criterion criterion) {
    switch (criterion.name()) {
      case "_sort" -> sort(search, criterion.value());
      case "_total" -> total(search, criterion.value());
      case "_include" -> inclusions(search, criterion.value(), false, false);
      case "_include:iterate", "_include:recurse" ->
          inclusions(search, criterion.value(), false, true);
      case "_revinclude" -> inclusions(search, criterion.value(), true, false);
      case "_revinclude:iterate", "_revinclude:recurse" ->
          inclusions(search, criterion.value(), true, true);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void total(ParsedSearch search, String value) {
    switch (value) {
      case "accurate" -> search.wantTotal();
      case "none", "estimate" -> {
        // counting is the dearest part of a broad search; an estimate is not promised
      }
      default -> throw SearchValue.wrong("_total", "code");
    }
  }

  private void sort(ParsedSearch search, String keys) {
    List<String> wanted = List.of(keys.split(","));
    requireAtMost(MOST_SORT_KEYS, wanted);
    for (String key : wanted) {
      boolean descending = key.startsWith("-");
      String code = descending ? key.substring(1) : key;
      if (code.equals("_id") || code.equals("_lastUpdated")) {
        search.sortBy(new SortKey(code, null, descending));
      } else {
        SearchParameter parameter = known(search.type(), code);
        if (parameter.kind() == Kind.COMPOSITE || parameter.kind() == Kind.SPECIAL) {
          throw SearchValue.wrong("_sort", "sortable");
        }
        search.sortBy(new SortKey(code, parameter, descending));
      }
    }
  }

  private void inclusions(ParsedSearch search, String value, boolean reverse, boolean iterate) {
    List<String> wanted = List.of(value.split(","));
    requireAtMost(MOST_INCLUSIONS, wanted);
    for (String one : wanted) {
      String[] parts = one.split(":", 3);
      String source = parts[0];
      String parameter = parts.length > 1 ? parts[1] : "*";
      boolean all = source.equals("*") || parameter.equals("*");
      if (!source.equals("*") && !catalogue.isType(source)) {
        throw SearchValue.wrong(reverse ? "_revinclude" : "_include", "type");
      }
      if (!all && known(source, parameter).kind() != Kind.REFERENCE) {
        throw SearchValue.wrong(reverse ? "_revinclude" : "_include", "reference");
      }
      search.include(
          new Inclusion(reverse, iterate, source, parameter, parts.length > 2 ? parts[2] : ""));
    }
  }

  private static void requireAtMost(int most, List<String> wanted) {
    if (wanted.size() > most) {
      throw new ProblemException(ProblemCode.TOO_MANY, most);
    }
  }

  private SearchParameter known(String type, String code) {
    return catalogue
        .find(type, code)
        .orElseThrow(() -> new ProblemException(ProblemCode.UNKNOWN_PARAMETER, type, code));
  }

  private SearchCondition condition(String type, Criterion criterion, Context context, int depth) {
    if (depth > DEEPEST_CHAIN) {
      throw new ProblemException(ProblemCode.TOO_MANY, DEEPEST_CHAIN);
    }
    String name = criterion.name();
    if (name.startsWith("_has:")) {
      return has(type, name.substring("_has:".length()), criterion.value(), context, depth);
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      return chain(type, name, dot, criterion.value(), context, depth);
    }
    int colon = name.indexOf(':');
    String code = colon < 0 ? name : name.substring(0, colon);
    String modifier = colon < 0 ? "" : name.substring(colon + 1);
    List<String> any = SearchValue.split(criterion.value(), ',');
    requireAtMost(MOST_VALUES, any);
    return switch (code) {
      case "_id" -> ids(type, any);
      case "_lastUpdated" -> lastUpdated(any);
      case "_list" -> inList(any, context);
      default -> indexed(known(type, code), modifier, any);
    };
  }

  private SearchCondition ids(String type, List<String> ids) {
    List<LogicalId> wanted =
        ids.stream().map(id -> new LogicalId(type, SearchValue.unescape(id))).toList();
    return sids(names.find(wanted).values());
  }

  static SearchCondition sids(Collection<Long> sids) {
    if (sids.isEmpty()) {
      return SearchCondition.NOTHING;
    }
    List<Long> ordered = List.copyOf(new TreeSet<>(sids));
    RowSource rows =
        new RowSource(
            "resource",
            x -> new SqlText().addAnyOf(x + ".sid", ordered),
            false,
            RowSource.Yield.LISTED);
    return new SearchCondition() {
      @Override
      public SqlText filter(Row row, Aliases aliases) {
        return new SqlText().addAnyOf(row.sid(), ordered);
      }

      @Override
      public Optional<RowSource> lead() {
        return Optional.of(rows);
      }
    };
  }

  private SearchCondition lastUpdated(List<String> any) {
    return (row, aliases) -> {
      String column = row.resource() + ".last_updated";
      return either(any, value -> values.date("_lastUpdated", value, column, column));
    };
  }

  private static SqlText either(List<String> any, Function<String, SqlText> one) {
    SqlText all = SqlText.of("(");
    String or = "";
    for (String value : any) {
      all.add(or).add(one.apply(value));
      or = " OR ";
    }
    return all.add(")");
  }

  /** {@code _list}: the members of a List the caller may see. */
  private SearchCondition inList(List<String> lists, Context context) {
    List<Long> sids = context.few().find("List", List.of(ids("List", lists))).orElse(List.of());
    return referredToBy(known("List", "item"), sids);
  }

  private SearchCondition indexed(SearchParameter parameter, String modifier, List<String> any) {
    if (modifier.equals("missing")) {
      return missing(parameter, any);
    }
    if (parameter.kind() == Kind.COMPOSITE) {
      return composite(parameter, any);
    }
    List<RowSource> sources = new ArrayList<>();
    for (String value : any) {
      sources.addAll(sources(parameter, modifier.equals("not") ? "" : modifier, value));
    }
    List<RowSource> merged = merge(sources);
    return modifier.equals("not") ? IndexCondition.none(merged) : IndexCondition.of(merged);
  }

  /** Alternatives in the same table are one condition on one row. */
  private static List<RowSource> merge(List<RowSource> sources) {
    List<RowSource> merged = new ArrayList<>();
    for (String table : new TreeSet<>(sources.stream().map(RowSource::table).toList())) {
      List<RowSource> same =
          sources.stream().filter(source -> source.table().equals(table)).toList();
      merged.add(
          same.size() == 1
              ? same.get(0)
              : new RowSource(
                  table,
                  x -> {
                    SqlText all = SqlText.of("(");
                    String or = "";
                    for (RowSource source : same) {
                      all.add(or + "(").add(source.where().apply(x)).add(")");
                      or = " OR ";
                    }
                    return all.add(")");
                  },
                  false));
    }
    return merged;
  }

  private SearchCondition missing(SearchParameter parameter, List<String> any) {
    if (any.size() != 1 || !(any.get(0).equals("true") || any.get(0).equals("false"))) {
      throw SearchValue.wrong(parameter.code() + ":missing", "boolean");
    }
    List<RowSource> sources = ValueConditions.any(parameter);
    return any.get(0).equals("true")
        ? IndexCondition.none(sources)
        : new IndexCondition(sources, false);
  }

  private List<RowSource> sources(SearchParameter parameter, String modifier, String value) {
    allow(parameter, modifier);
    return switch (parameter.kind()) {
      case TOKEN -> {
        RowSource rows = token(parameter, modifier, value);
        boolean names = parameter.code().equals("identifier") && !value.endsWith("|");
        yield List.of(names ? rows.expecting(RowSource.Yield.PERSONAL) : rows);
      }
      case STRING -> List.of(values.string(parameter, modifier, value));
      case DATE -> List.of(values.date(parameter, value));
      case NUMBER -> List.of(values.number(parameter, value));
      case QUANTITY -> List.of(values.quantity(parameter, value));
      case URI -> List.of(values.uri(parameter, modifier, value));
      case REFERENCE -> references(parameter, modifier, value);
      case SPECIAL -> List.of(values.near(parameter, value));
      case COMPOSITE -> throw SearchValue.wrong(parameter.code(), "supported");
    };
  }

  private void allow(SearchParameter parameter, String modifier) {
    boolean allowed =
        modifier.isEmpty()
            || switch (parameter.kind()) {
              case TOKEN -> modifier.equals("text") || modifier.equals("of-type");
              case STRING ->
                  modifier.equals("exact")
                      || modifier.equals("contains")
                      || modifier.equals("text");
              case URI -> modifier.equals("above") || modifier.equals("below");
              case REFERENCE -> modifier.equals("identifier") || catalogue.isType(modifier);
              default -> false;
            };
    if (!allowed) {
      throw SearchValue.wrong(parameter.code() + ":" + modifier, "modifier");
    }
  }

  private RowSource token(SearchParameter parameter, String modifier, String value) {
    return switch (modifier) {
      case "text" -> values.words(parameter, value);
      case "of-type" -> values.ofType(parameter, value);
      default -> values.token(parameter, value);
    };
  }

  private List<RowSource> references(SearchParameter parameter, String modifier, String value) {
    if (modifier.equals("identifier")) {
      return List.of(values.ofIdentifier(parameter, value));
    }
    String text = SearchValue.unescape(value);
    Set<Long> keys = new TreeSet<>(names.find(targets(parameter, modifier, text)).values());
    boolean toPatient = targetTypes(parameter, modifier).contains("Patient") && !keys.isEmpty();
    if (ReferenceText.local(text).isEmpty() && (text.indexOf(':') >= 0 || text.indexOf('|') >= 0)) {
      keys.add(StableHash.of(text));
    }
    if (keys.isEmpty()) {
      return List.of();
    }
    RowSource links = links(parameter, keys);
    return List.of(toPatient ? links.expecting(RowSource.Yield.PERSONAL) : links);
  }

  static RowSource links(SearchParameter parameter, Collection<Long> targets) {
    return ValueConditions.source(
        KEY,
        parameter.storedAs(),
        x -> new SqlText().addAnyOf(x + ".hash", new TreeSet<>(targets)),
        targets.size() == 1);
  }

  private Set<LogicalId> targets(SearchParameter parameter, String modifier, String value) {
    Set<LogicalId> targets = new HashSet<>();
    Optional<LogicalId> whole = ReferenceText.local(value);
    Set<String> types = targetTypes(parameter, modifier);
    if (whole.isPresent()) {
      boolean fits =
          (modifier.isEmpty() && parameter.targetFilter().isEmpty())
              || types.contains(whole.get().type());
      return fits ? Set.of(whole.get()) : Set.of();
    }
    if (value.matches("[A-Za-z0-9\\-.]{1,64}")) {
      types.forEach(type -> targets.add(new LogicalId(type, value)));
    }
    return targets;
  }

  private Set<String> targetTypes(SearchParameter parameter, String modifier) {
    if (!modifier.isEmpty()) {
      return Set.of(modifier);
    }
    if (!parameter.targetFilter().isEmpty()) {
      return parameter.targetFilter();
    }
    return parameter.targets().isEmpty() ? new TreeSet<>(catalogue.types()) : parameter.targets();
  }

  /** {@code subject:Patient.name=…}: the reference leads to something that meets the rest. */
  private SearchCondition chain(
      String type, String name, int dot, String value, Context context, int depth) {
    String first = name.substring(0, dot);
    Criterion rest = new Criterion(name.substring(dot + 1), value);
    int colon = first.indexOf(':');
    SearchParameter link = known(type, colon < 0 ? first : first.substring(0, colon));
    String modifier = colon < 0 ? "" : first.substring(colon + 1);
    if (link.kind() != Kind.REFERENCE) {
      throw SearchValue.wrong(name, "chain");
    }
    allow(link, modifier);
    String restCode = rest.name().split("[.:]", 2)[0];
    List<SearchCondition> ways = new ArrayList<>();
    for (String target : new TreeSet<>(targetTypes(link, modifier))) {
      boolean understood =
          restCode.equals("_has")
              || restCode.equals("_id")
              || catalogue.find(target, restCode).isPresent();
      if (catalogue.isType(target) && understood) {
        ways.add(hop(link, target, condition(target, rest, context, depth + 1), context));
      }
    }
    if (ways.isEmpty()) {
      throw new ProblemException(ProblemCode.UNKNOWN_PARAMETER, type, name);
    }
    return AnyCondition.of(ways);
  }

  private SearchCondition hop(
      SearchParameter link, String target, SearchCondition nested, Context context) {
    Optional<List<Long>> few = context.few().find(target, List.of(nested));
    if (few.isPresent()) {
      return few.get().isEmpty()
          ? SearchCondition.NOTHING
          : IndexCondition.of(links(link, few.get()));
    }
    return (row, aliases) -> {
      String x = aliases.next();
      String t = aliases.next();
      return SqlText.of(
              "(SELECT 1 FROM index_key %s STRAIGHT_JOIN resource %s ON %s.sid=%s.hash"
                  .formatted(x, t, t, x))
          .add(" WHERE " + x + ".sid=" + row.sid() + " AND ")
          .addAnyOf(x + ".param_id", link.storedAs())
          .add(" AND " + t + ".type_id=? AND " + t + ".deleted=0 AND (", number(target))
          .add(context.visible().on(t, target))
          .add(") AND ")
          .add(nested.filter(new SearchCondition.Row(t + ".sid", t), aliases))
          .add(" LIMIT 1) IS NOT NULL");
    };
  }

  /** {@code _has:Observation:patient:code=…}: something refers to it that meets the rest. */
  private SearchCondition has(String type, String path, String value, Context context, int depth) {
    String[] parts = path.split(":", 3);
    if (parts.length < 3 || !catalogue.isType(parts[0])) {
      throw SearchValue.wrong("_has", "has");
    }
    String source = parts[0];
    SearchParameter link = known(source, parts[1]);
    if (link.kind() != Kind.REFERENCE) {
      throw SearchValue.wrong("_has", "reference");
    }
    SearchCondition nested = condition(source, new Criterion(parts[2], value), context, depth + 1);
    Optional<List<Long>> few = context.few().find(source, List.of(nested));
    if (few.isPresent()) {
      return referredToBy(link, few.get());
    }
    return (row, aliases) -> {
      String x = aliases.next();
      String s = aliases.next();
      return SqlText.of(
              "(SELECT 1 FROM index_key %s STRAIGHT_JOIN resource %s ON %s.sid=%s.sid"
                  .formatted(x, s, s, x))
          .add(" WHERE " + x + ".hash=" + row.sid() + " AND ")
          .addAnyOf(x + ".param_id", link.storedAs())
          .add(" AND " + s + ".deleted=0 AND (")
          .add(context.visible().on(s, source))
          .add(") AND ")
          .add(nested.filter(new SearchCondition.Row(s + ".sid", s), aliases))
          .add(" LIMIT 1) IS NOT NULL");
    };
  }

  private static SearchCondition referredToBy(SearchParameter link, List<Long> sources) {
    if (sources.isEmpty()) {
      return SearchCondition.NOTHING;
    }
    RowSource rows =
        new RowSource(
            "resource",
            x ->
                SqlText.of(x + ".sid IN (SELECT h.hash FROM index_key h WHERE ")
                    .addAnyOf("h.sid", sources)
                    .add(" AND ")
                    .addAnyOf("h.param_id", link.storedAs())
                    .add(")"),
            false,
            RowSource.Yield.LISTED);
    return new SearchCondition() {
      @Override
      public SqlText filter(Row row, Aliases aliases) {
        String x = aliases.next();
        return SqlText.of("(SELECT 1 FROM index_key " + x + " WHERE " + x + ".hash=")
            .add(row.sid() + " AND ")
            .addAnyOf(x + ".param_id", link.storedAs())
            .add(" AND ")
            .addAnyOf(x + ".sid", sources)
            .add(" LIMIT 1) IS NOT NULL");
      }

      @Override
      public Optional<RowSource> lead() {
        return Optional.of(rows);
      }
    };
  }

  /** Values of the same repetition where the resource repeats, of the resource as a whole else. */
  private SearchCondition composite(SearchParameter parameter, List<String> any) {
    List<SearchParameter> parts =
        parameter.components().stream().map(code -> known(parameter.type(), code)).toList();
    List<SearchCondition> ways = new ArrayList<>();
    for (String value : any) {
      List<String> values = SearchValue.split(value, '$');
      if (values.size() != parts.size()) {
        throw SearchValue.wrong(parameter.code(), "composite");
      }
      List<RowSource> sources = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        List<RowSource> one = sources(parts.get(i), "", values.get(i));
        sources.add(one.isEmpty() ? ValueConditions.nothing(KEY) : one.get(0));
      }
      boolean repeats = parts.stream().allMatch(SearchParameter::inParts);
      ways.add(
          repeats
              ? new SamePartCondition(sources)
              : AllCondition.of(sources.stream().map(IndexCondition::of).toList()));
    }
    return AnyCondition.of(ways);
  }

  private int number(String type) {
    return catalogue.typeNumber(type);
  }
}
