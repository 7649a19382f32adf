package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.record.entity.IndexEntries;
import jp.tsunagi.record.entity.LogicalId;

/**
 * 通読の問い。 Walks through many resources in the order of their surrogate keys, which is the order they
 * came into being: the place of a walk is one number, and nothing is kept on the server.
 *
 * <p>Types whose rows the caller sees under the same condition share one arm of the statement.
 */
@ApplicationScoped
public class WalkRepository {
  private static final int MOST_LABELS = 200;
  private static final int MOST_TRIES = 20;

  private RecordTransaction transaction;
  private PendingWrites pending;
  private ParameterCatalogue catalogue;
  private ResourceRepository resources;

  @SuppressWarnings("NullAway.Init")
  protected WalkRepository() {}

  @Inject
  WalkRepository(
      RecordTransaction transaction,
      PendingWrites pending,
      ParameterCatalogue catalogue,
      ResourceRepository resources) {
    this.transaction = transaction;
    this.pending = pending;
    this.catalogue = catalogue;
    this.resources = resources;
  }

  /**
   * Which rows.
   *
   * @param types resource types; empty for all
   * @param whose whose rows
   * @param residents the Patients, for {@link Whose#THEIRS}
   * @param since changed at or after, milliseconds; 0 for all
   * @param start earliest leading date, in milliseconds; rows without a date belong to every span
   * @param end latest leading date
   */
  public record Route(
      Collection<String> types,
      Whose whose,
      Collection<LogicalId> residents,
      long since,
      long start,
      long end) {}

  /** Whose resources a walk passes. */
  public enum Whose {
    EVERYTHING,
    ANY_RESIDENT,
    THEIRS
  }

  public List<String> types() {
    return catalogue.types().stream().sorted().toList();
  }

  /** The next rows after a surrogate key, at most so many. */
  public List<StoredBody> next(Route route, long after, int most, RowFilter visible) {
    pending.flush();
    List<Long> residents = new ArrayList<>(pending.find(route.residents()).values());
    if (route.whose() == Whose.THEIRS && residents.isEmpty()) {
      return List.of();
    }
    boolean one = route.whose() == Whose.THEIRS && residents.size() == 1;
    Function<RowFilter, List<StoredBody>> find =
        filter ->
            transaction.run(
                connection ->
                    filter.isOpen() && one
                        ? all(connection, route, residents, after, most, filter)
                        : seen(connection, route, residents, after, most, filter));
    return one && visible.showsMostOf(route.residents().iterator().next().id())
        ? visible.seenOfMany(find, Function.identity())
        : find.apply(visible);
  }

  private List<StoredBody> seen(
      Connection connection,
      Route route,
      List<Long> residents,
      long after,
      int most,
      RowFilter visible)
      throws SQLException {
    Collection<String> types =
        route.whose() == Whose.THEIRS && residents.size() == 1
            ? present(connection, residents.get(0), route.types())
            : wanted(route.types());
    String inOrder = " ORDER BY 1 LIMIT " + most;
    List<SqlText> arms = new ArrayList<>();
    byCondition(types, visible)
        .forEach(
            (condition, numbers) ->
                arms.add(
                    arm(route, residents, numbers, after)
                        .add(" AND (")
                        .add(condition.text(), condition.values())
                        .add(")" + inOrder)));
    return arms.isEmpty() ? List.of() : rows(connection, union(arms, inOrder), visible);
  }

  /**
   * What a query finds, with its content. A page that lost a row in between, deleted or moved out
   * of sight, is found again: a short page is the end of a walk.
   */
  private List<StoredBody> rows(Connection connection, SqlText query, RowFilter visible)
      throws SQLException {
    List<StoredBody> rows = List.of();
    for (int i = 0; i < MOST_TRIES; i++) {
      List<Long> sids = sids(connection, query);
      rows = resources.bodies(connection, sids, visible);
      if (rows.size() == sids.size()) {
        return rows;
      }
    }
    return rows;
  }

  /** The next rows about a resident, whoever may see them. */
  private List<StoredBody> all(
      Connection connection,
      Route route,
      List<Long> residents,
      long after,
      int most,
      RowFilter open)
      throws SQLException {
    List<Integer> types =
        route.types().stream().filter(catalogue::isType).map(catalogue::typeNumber).toList();
    SqlText unsealed = open.on("r", "Patient");
    SqlText next =
        arm(route, residents, types, after)
            .add(" AND (" + unsealed.text() + ")", unsealed.values())
            .add(" ORDER BY 1 LIMIT " + most);
    return route.types().isEmpty() || !types.isEmpty() ? rows(connection, next, open) : List.of();
  }

  private static SqlText union(List<SqlText> arms, String inOrder) {
    if (arms.size() == 1) {
      return arms.get(0);
    }
    SqlText union = new SqlText();
    for (SqlText arm : arms) {
      union.add(union.isEmpty() ? "(" : " UNION (").add(arm).add(")");
    }
    return union.add(inOrder);
  }

  private record Seen(String text, List<Object> values) {}

  private Map<Seen, List<Integer>> byCondition(Collection<String> types, RowFilter visible) {
    Map<Seen, List<Integer>> arms = new LinkedHashMap<>();
    for (String type : new TreeSet<>(types)) {
      SqlText condition = visible.on("r", type);
      if (!condition.text().equals("1=0")) {
        arms.computeIfAbsent(
                new Seen(condition.text(), List.copyOf(condition.values())),
                none -> new ArrayList<>())
            .add(catalogue.typeNumber(type));
      }
    }
    return arms;
  }

  private Collection<String> wanted(Collection<String> types) {
    return types.isEmpty()
        ? catalogue.types()
        : types.stream().filter(catalogue::isType).collect(Collectors.toSet());
  }

  /** The types there are about one resident: a handful of the hundred and forty. */
  private Collection<String> present(Connection connection, long resident, Collection<String> types)
      throws SQLException {
    Set<String> present = new TreeSet<>();
    SqlText query =
        SqlText.of("SELECT DISTINCT type_id FROM compartment WHERE resident_sid=?", resident);
    try (PreparedStatement statement = query.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        present.add(catalogue.typeName(rows.getInt(1)));
      }
    }
    if (!types.isEmpty()) {
      present.retainAll(types);
    }
    return present;
  }

  private static SqlText arm(Route route, List<Long> residents, List<Integer> types, long after) {
    String in = list(types);
    SqlText arm =
        route.whose() == Whose.THEIRS
            ? SqlText.of(
                    "SELECT "
                        + (residents.size() == 1 ? "" : "DISTINCT ")
                        + "r.sid FROM compartment c STRAIGHT_JOIN resource r ON r.sid=c.sid WHERE ")
                .addAnyOf("c.resident_sid", residents)
                .add(types.isEmpty() ? "" : " AND c.type_id IN (" + in + ")")
            : SqlText.of(
                "SELECT r.sid FROM resource r"
                    // Else a type with few rows is looked for among all the others.
                    + (types.size() == 1 ? " FORCE INDEX (resource_sequence)" : "")
                    + " WHERE r.type_id IN ("
                    + in
                    + ")");
    arm.add(" AND r.sid>? AND r.deleted=0 AND r.version>0", after);
    if (route.whose() == Whose.ANY_RESIDENT) {
      arm.add(" AND EXISTS (SELECT 1 FROM compartment w WHERE w.sid=r.sid)");
    }
    if (route.since() > 0) {
      arm.add(" AND r.last_updated>=?", route.since());
    }
    boolean spanned = route.start() > Long.MIN_VALUE || route.end() < Long.MAX_VALUE;
    if (spanned && route.whose() == Whose.THEIRS) {
      arm.add(
          " AND (c.sort_date=? OR c.sort_date BETWEEN ? AND ?)",
          IndexEntries.NO_DATE,
          route.start(),
          route.end());
    }
    return arm;
  }

  /**
   * What these rows refer to that is about no resident: offices, staff, places, medicines. In one
   * statement, then their bodies.
   */
  public List<StoredBody> referredTo(Collection<Long> sids, RowFilter visible) {
    if (sids.isEmpty()) {
      return List.of();
    }
    return transaction.run(
        connection -> {
          List<Long> open = withoutRedacted(connection, sids, visible);
          return open.isEmpty()
              ? List.of()
              : resources.bodies(connection, targets(connection, open), visible);
        });
  }

  // A reference is followed only from where it is shown.
  private List<Long> withoutRedacted(
      Connection connection, Collection<Long> sids, RowFilter visible) throws SQLException {
    return visible.isOpen()
        ? List.copyOf(sids)
        : resources.traits(connection, List.copyOf(sids), visible.ofWhole()).stream()
            .map(StoredBody::sid)
            .toList();
  }

  private List<Long> targets(Connection connection, Collection<Long> sids) throws SQLException {
    SqlText targets =
        SqlText.of(
                "SELECT DISTINCT r.sid FROM index_key x STRAIGHT_JOIN resource r"
                    + " ON r.sid=x.hash WHERE ")
            .addAnyOf("x.sid", sids)
            .add(
                " AND x.param_id IN ("
                    + catalogue.referenceNumbers().stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                    + ") AND r.deleted=0 AND r.version>0"
                    + " AND NOT EXISTS (SELECT 1 FROM compartment w WHERE w.sid=r.sid)");
    return sids(connection, targets);
  }

  /** One row for each profile, tag and security label in use, at most {@link #MOST_LABELS}. */
  public List<StoredBody> labelled(Collection<String> types, RowFilter visible) {
    pending.flush();
    SqlText query = new SqlText();
    byCondition(wanted(types), visible)
        .forEach(
            (condition, numbers) ->
                query
                    .add(query.isEmpty() ? "(" : " UNION (")
                    .add(
                        "SELECT MIN(r.sid) FROM index_key x STRAIGHT_JOIN resource r ON r.sid=x.sid")
                    .add(" WHERE x.param_id IN (" + labels(numbers) + ")")
                    .add(" AND r.type_id IN (" + list(numbers) + ") AND r.deleted=0 AND (")
                    .add(condition.text(), condition.values())
                    .add(") GROUP BY x.param_id, x.hash, x.qualifier LIMIT " + MOST_LABELS + ")"));
    return query.isEmpty()
        ? List.of()
        : transaction.run(
            connection -> resources.bodies(connection, sids(connection, query), visible));
  }

  private String labels(List<Integer> types) {
    return types.stream()
        .flatMap(
            type ->
                Stream.of("_profile", "_tag", "_security")
                    .flatMap(code -> catalogue.find(catalogue.typeName(type), code).stream())
                    .flatMap(parameter -> parameter.storedAs().stream()))
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static String list(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Which of these the caller sees. */
  public Map<String, Long> visible(String type, Collection<String> ids, RowFilter visible) {
    if (ids.isEmpty() || !catalogue.isType(type)) {
      return Map.of();
    }
    SqlText query =
        SqlText.of(
                "SELECT r.fhir_id, r.version FROM resource r WHERE r.type_id=?",
                catalogue.typeNumber(type))
            .add(" AND ")
            .addAnyOf("r.fhir_id", ids)
            .add(" AND r.deleted=0 AND r.version>0 AND (")
            .add(visible.on("r", type))
            .add(")");
    return transaction.run(
        connection -> {
          Map<String, Long> seen = new HashMap<>();
          try (PreparedStatement statement = query.prepare(connection);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              seen.put(rows.getString(1), rows.getLong(2));
            }
          }
          return seen;
        });
  }

  private static List<Long> sids(Connection connection, SqlText query) throws SQLException {
    try (PreparedStatement statement = query.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<Long> sids = new ArrayList<>();
      while (rows.next()) {
        sids.add(rows.getLong(1));
      }
      return sids;
    }
  }
}
