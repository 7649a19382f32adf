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
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.record.control.SearchPlan.Found;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/** 検索。 Finds resources: keys first, in one statement, then the bodies of a page in another. */
@ApplicationScoped
public class ResourceSearch {
  private static final int MOST_PER_PAGE = 1_000;

  /** What a chain leads to is listed when it is at most this much. */
  private static final int FEW = 500;

  private RecordTransaction transaction;
  private PendingWrites pending;
  private ParameterCatalogue catalogue;
  private SearchParser parser;
  private SearchPlanner planner;
  private SearchCursor cursors;
  private Inclusions inclusions;
  private ResourceRepository resources;

  @SuppressWarnings("NullAway.Init")
  protected ResourceSearch() {}

  @Inject
  ResourceSearch(
      RecordTransaction transaction,
      PendingWrites pending,
      ParameterCatalogue catalogue,
      SearchParser parser,
      SearchPlanner planner,
      SearchCursor cursors,
      Inclusions inclusions,
      ResourceRepository resources) {
    this.transaction = transaction;
    this.pending = pending;
    this.catalogue = catalogue;
    this.parser = parser;
    this.planner = planner;
    this.cursors = cursors;
    this.inclusions = inclusions;
    this.resources = resources;
  }

  public SearchAnswer find(SearchRequest request, RowFilter visible) {
    pending.flush();
    // Before anything is looked for: a bad cursor is told, whatever there is to find.
    String cursor = request.cursor();
    List<String> after = cursor == null || cursor.isEmpty() ? null : cursors.open(cursor, request);
    ParsedSearch search = transaction.run(connection -> parse(connection, request, visible));
    // Asked before anything is looked for, and also of whom nobody knows.
    Visibility.Extent extent = visible.extent(search.type(), search.named().orElse(null));
    if (extent == Visibility.Extent.NONE || search.conditions().contains(SearchCondition.NOTHING)) {
      return new SearchAnswer(
          List.of(), List.of(), null, search.wantsTotal() ? 0L : null, search.ignored());
    }
    int count = Math.min(Math.max(request.count(), 0), MOST_PER_PAGE);
    List<Found> found = count == 0 ? List.of() : seen(search, after, count + 1, visible, extent);
    boolean more = found.size() > count;
    List<Found> page = more ? found.subList(0, count) : found;
    List<StoredBody> matches = page.stream().map(Found::body).flatMap(Stream::ofNullable).toList();
    return new SearchAnswer(
        matches,
        inclusions.of(search, matches.stream().map(StoredBody::sid).toList(), visible),
        more ? cursors.seal(page.get(count - 1).position(), request) : null,
        search.wantsTotal()
            ? transaction.run(
                connection -> total(connection, planner.plan(connection, search, visible)))
            : null,
        search.ignored());
  }

  private ParsedSearch parse(Connection connection, SearchRequest request, RowFilter visible)
      throws SQLException {
    SearchParser.Few few = (type, conditions) -> few(connection, type, conditions, visible);
    return parser.parse(request, new SearchParser.Context(visible, few, request.lenient()));
  }

  /**
   * Matches that the caller may see. Where she may see nearly all there are, they are found without
   * the condition first: if every one may be seen, they are the same as with it.
   */
  private List<Found> seen(
      ParsedSearch search,
      @Nullable List<String> after,
      int most,
      RowFilter visible,
      Visibility.Extent extent) {
    Function<RowFilter, List<Found>> find =
        filter -> transaction.run(connection -> page(connection, search, filter, after, most));
    return extent == Visibility.Extent.MOST
        ? visible.seenOfMany(find, Found::body)
        : find.apply(visible);
  }

  private List<Found> page(
      Connection connection,
      ParsedSearch search,
      RowFilter visible,
      @Nullable List<String> after,
      int most)
      throws SQLException {
    SearchPlan plan = planner.plan(connection, search, visible);
    List<Found> found = page(connection, plan, after, most, plan.bringsBodies());
    return plan.bringsBodies() ? found : withBodies(connection, found, visible);
  }

  private List<Found> withBodies(Connection connection, List<Found> found, RowFilter visible)
      throws SQLException {
    Map<Long, StoredBody> bodies = new HashMap<>();
    resources
        .bodies(connection, found.stream().map(Found::sid).toList(), visible)
        .forEach(body -> bodies.put(body.sid(), body));
    return found.stream()
        .map(one -> new Found(one.sid(), one.position(), bodies.get(one.sid())))
        .toList();
  }

  /**
   * Distinct matches after a position, at most so many. A resource may be met twice (the same code
   * in two systems), so a full answer may hold too few and is gone on from.
   */
  private List<Found> page(
      Connection connection,
      SearchPlan plan,
      @Nullable List<String> after,
      int most,
      boolean withBodies)
      throws SQLException {
    Map<Long, Found> found = new LinkedHashMap<>();
    List<String> position = after;
    boolean full = true;
    while (full && found.size() < most) {
      full = false;
      for (SqlText statement : plan.statements(position, most, withBodies)) {
        if (!full && found.size() < most) {
          List<Found> rows = select(connection, statement, withBodies);
          rows.forEach(one -> found.putIfAbsent(one.sid(), one));
          full = rows.size() == most;
          position = rows.isEmpty() ? position : rows.get(rows.size() - 1).position();
        }
      }
    }
    return found.values().stream().limit(most).toList();
  }

  private List<Found> select(Connection connection, SqlText statement, boolean withBodies)
      throws SQLException {
    try (PreparedStatement query = statement.prepare(connection);
        ResultSet rows = query.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      int keys = columns - (withBodies ? ResourceRepository.BODY_COLUMNS : 1);
      List<Found> all = new ArrayList<>();
      while (rows.next()) {
        List<String> position = new ArrayList<>(keys + 1);
        for (int i = 0; i < keys; i++) {
          position.add(rows.getString(i + 2));
        }
        position.add(rows.getString(1));
        long sid = rows.getLong(1);
        StoredBody body = withBodies ? resources.body(rows, sid, keys + 2) : null;
        all.add(new Found(sid, position, body));
      }
      return all;
    }
  }

  private static long total(Connection connection, SearchPlan plan) throws SQLException {
    try (PreparedStatement query = plan.count().prepare(connection);
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Optional<List<Long>> few(
      Connection connection, String type, List<SearchCondition> conditions, RowFilter visible) {
    if (conditions.contains(SearchCondition.NOTHING)) {
      return Optional.of(List.of());
    }
    ParsedSearch search = new ParsedSearch(type);
    conditions.forEach(search::require);
    try {
      Optional<SearchPlan> plan = planner.selective(connection, search, visible, FEW);
      if (plan.isEmpty()) {
        return Optional.empty();
      }
      List<Long> sids =
          page(connection, plan.get(), null, FEW + 1, false).stream().map(Found::sid).toList();
      return sids.size() > FEW ? Optional.empty() : Optional.of(sids);
    } catch (SQLException failed) {
      throw DatabaseFailure.of(failed);
    }
  }

  /** Names of current resources that refer to this one; AuditEvent and Provenance do not count. */
  public List<LogicalId> referrers(LogicalId id, int most) {
    pending.flush();
    Long sid = pending.find(List.of(id)).get(id);
    if (sid == null) {
      return List.of();
    }
    SqlText query =
        SqlText.of(
                "SELECT DISTINCT r.type_id, r.fhir_id FROM index_key x STRAIGHT_JOIN resource r ON"
                    + " r.sid=x.sid WHERE x.hash=? AND x.sid<>? AND ",
                sid,
                sid)
            .addAnyOf("x.param_id", catalogue.referenceNumbers())
            .add(
                " AND r.deleted=0 AND r.sealed=0 AND r.type_id NOT IN (?,?) LIMIT " + most,
                catalogue.typeNumber("AuditEvent"),
                catalogue.typeNumber("Provenance"));
    return transaction.run(
        connection -> {
          try (PreparedStatement statement = query.prepare(connection);
              ResultSet rows = statement.executeQuery()) {
            List<LogicalId> all = new ArrayList<>();
            while (rows.next()) {
              all.add(new LogicalId(catalogue.typeName(rows.getInt(1)), rows.getString(2)));
            }
            return all;
          }
        });
  }

  /** Everything current of these types about a resident, newest first within a type. */
  public List<StoredBody> compartment(
      LogicalId resident, Collection<String> types, RowFilter visible) {
    pending.flush();
    Long sid = pending.find(List.of(resident)).get(resident);
    List<String> known = new TreeSet<>(types).stream().filter(catalogue::isType).toList();
    if (sid == null || known.isEmpty()) {
      return List.of();
    }
    Function<RowFilter, List<StoredBody>> find =
        filter -> transaction.run(connection -> compartment(connection, sid, known, filter));
    return visible.showsMostOf(resident.id())
        ? visible.seenOfMany(find, Function.identity())
        : find.apply(visible);
  }

  private List<StoredBody> compartment(
      Connection connection, long resident, List<String> types, RowFilter visible)
      throws SQLException {
    SqlText query = new SqlText();
    for (String type : types) {
      query
          .add(query.isEmpty() ? "" : " UNION ALL ")
          .add(
              "SELECT c.sid, c.type_id, c.sort_date FROM compartment c STRAIGHT_JOIN resource r ON"
                  + " r.sid=c.sid WHERE c.resident_sid=? AND c.type_id=? AND r.deleted=0 AND (",
              resident,
              catalogue.typeNumber(type))
          .add(visible.on("r", type))
          .add(")");
    }
    query.add(" ORDER BY 2, 3 DESC, 1 DESC");
    return resources.bodies(
        connection, select(connection, query, false).stream().map(Found::sid).toList(), visible);
  }
}
