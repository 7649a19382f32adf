package jp.tsunagi.record.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.tsunagi.record.control.ParsedSearch.SortKey;
import jp.tsunagi.record.control.RowSource.Yield;
import org.jspecify.annotations.Nullable;

/**
 * 検索の計画。 Chooses where a search starts: at what is named or belongs to one person, else at the
 * criterion with the fewest index rows, else at the type or the sort key in their order, so that a
 * page never needs more than it shows. The choice is ours and not the optimizer's, which cannot
 * know how skewed codes and dates are.
 */
@ApplicationScoped
class SearchPlanner {
  /** More rows than this are not collected before sorting, but met in the order of an index. */
  private static final int MANY = 20_000;

  /** As {@link #MANY}, where the index of the sort key gives the page without collecting any. */
  private static final int MANY_IN_ORDER = 2_000;

  private ParameterCatalogue catalogue;
  private final Cache<List<Object>, Integer> counts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(2)).build();

  @SuppressWarnings("NullAway.Init")
  protected SearchPlanner() {}

  @Inject
  SearchPlanner(ParameterCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  SearchPlan plan(Connection connection, ParsedSearch search, RowFilter visible)
      throws SQLException {
    SortOrder order = new SortOrder(search.sorts());
    StatementMaker maker =
        new StatementMaker(search, catalogue.typeNumber(search.type()), visible, order);
    if (isByLeadingDate(search)) {
      Long resident = search.resident().orElse(null);
      if (resident != null && !hasListed(search)) {
        return maker.residentsRecord(resident);
      }
    }
    Optional<SearchCondition> lead = lead(connection, search);
    if (lead.isPresent()) {
      return maker.from(lead.get());
    }
    return inOrder(maker, order);
  }

  /** A plan that ends quickly however many resources there are; empty when there is none. */
  Optional<SearchPlan> selective(
      Connection connection, ParsedSearch search, RowFilter visible, int most) throws SQLException {
    StatementMaker maker =
        new StatementMaker(
            search, catalogue.typeNumber(search.type()), visible, new SortOrder(List.of()));
    Optional<SearchCondition> lead = lead(connection, search);
    if (lead.isPresent() && estimate(connection, source(lead.get())) <= 4 * most) {
      return Optional.of(maker.from(lead.get()));
    }
    return Optional.empty();
  }

  private static SearchPlan inOrder(StatementMaker maker, SortOrder order) {
    if (order.keys().isEmpty()) {
      return maker.ofType();
    }
    if (order.keys().size() == 1) {
      SortKey key = order.keys().get(0);
      SearchParameter parameter = key.parameter();
      if (parameter == null) {
        return maker.ofTypeBy(key);
      }
      if (SortOrder.isIndexed(parameter)) {
        return maker.byIndex(key, parameter);
      }
    }
    return maker.sorted();
  }

  private boolean isByLeadingDate(ParsedSearch search) {
    if (search.sorts().size() != 1) {
      return false;
    }
    SortKey key = search.sorts().get(0);
    return key.descending()
        && catalogue
            .leadingDate(search.type())
            .map(leading -> leading.equals(key.parameter()))
            .orElse(false);
  }

  private static boolean hasListed(ParsedSearch search) {
    return search.conditions().stream()
        .flatMap(condition -> condition.lead().stream())
        .anyMatch(source -> source.yield() == Yield.LISTED);
  }

  /** The condition with the fewest rows, when it is worth starting there. */
  private Optional<SearchCondition> lead(Connection connection, ParsedSearch search)
      throws SQLException {
    List<SearchCondition> leads =
        search.conditions().stream().filter(one -> one.lead().isPresent()).toList();
    for (Yield yield : List.of(Yield.LISTED, Yield.PERSONAL)) {
      for (SearchCondition condition : leads) {
        if (source(condition).yield() == yield) {
          return Optional.of(condition);
        }
      }
    }
    if (leads.size() == 1 && source(leads.get(0)).isOneKey() && search.sorts().isEmpty()) {
      return Optional.of(leads.get(0));
    }
    SearchCondition best = null;
    int fewest = isMetInOrder(search) ? MANY_IN_ORDER : MANY;
    for (SearchCondition condition : leads) {
      int rows = estimate(connection, source(condition));
      if (rows < fewest) {
        fewest = rows;
        best = condition;
      }
    }
    if (best == null && search.sorts().isEmpty()) {
      best = leads.stream().filter(one -> source(one).isOneKey()).findFirst().orElse(null);
    }
    return Optional.ofNullable(best);
  }

  private static boolean isMetInOrder(ParsedSearch search) {
    if (search.sorts().size() != 1) {
      return false;
    }
    SearchParameter parameter = search.sorts().get(0).parameter();
    return parameter == null || SortOrder.isIndexed(parameter);
  }

  private static RowSource source(SearchCondition condition) {
    return condition.lead().orElseThrow();
  }

  /** Index rows of a source, counted up to a limit and remembered for a while. */
  private int estimate(Connection connection, RowSource source) throws SQLException {
    SqlText where = source.where().apply("d");
    List<Object> key = new ArrayList<>(where.values());
    key.add(source.table());
    key.add(where.text());
    Integer known = counts.getIfPresent(key);
    if (known != null) {
      return known;
    }
    SqlText query =
        SqlText.of("SELECT COUNT(*) FROM (SELECT 1 FROM " + source.table() + " d WHERE ")
            .add(where)
            .add(" LIMIT " + MANY + ") e");
    try (PreparedStatement statement = query.prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      int count = rows.getInt(1);
      counts.put(key, count);
      return count;
    }
  }

  /** The pages and the count of a plan. */
  record Statements(Pages pages, SqlText count, boolean bringsBodies) implements SearchPlan {
    /** The rest of the row, where the statement brings it. */
    private static final String BODY = ", " + ResourceRepository.BODY;

    /** Makes the statements of a page; the body is selected after the sort keys. */
    interface Pages {
      List<SqlText> of(@Nullable List<String> after, int most, String body);
    }

    @Override
    public List<SqlText> statements(@Nullable List<String> after, int most, boolean withBodies) {
      return pages.of(after, most, withBodies ? BODY : "");
    }
  }
}
