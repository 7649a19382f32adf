package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.record.control.ParsedSearch.Inclusion;
import jp.tsunagi.record.control.SearchParameter.Kind;

/**
 * 同梱。 Follows {@code _include} and {@code _revinclude} from a page's matches, in the caller's
 * visibility.
 */
@ApplicationScoped
class Inclusions {
  private static final int MOST = 1_000;
  private static final int MOST_ROUNDS = 6;

  private RecordTransaction transaction;
  private ParameterCatalogue catalogue;
  private ResourceRepository resources;

  @SuppressWarnings("NullAway.Init")
  protected Inclusions() {}

  @Inject
  Inclusions(
      RecordTransaction transaction, ParameterCatalogue catalogue, ResourceRepository resources) {
    this.transaction = transaction;
    this.catalogue = catalogue;
    this.resources = resources;
  }

  List<StoredBody> of(ParsedSearch search, List<Long> matches, RowFilter visible) {
    if (search.inclusions().isEmpty() || matches.isEmpty()) {
      return List.of();
    }
    Map<Long, String> seen = new LinkedHashMap<>();
    matches.forEach(sid -> seen.put(sid, search.type()));
    Map<Long, String> round = new LinkedHashMap<>(seen);
    for (int i = 0; i < MOST_ROUNDS && !round.isEmpty() && seen.size() < MOST; i++) {
      Map<Long, String> next = new LinkedHashMap<>();
      for (Inclusion inclusion : search.inclusions()) {
        if (i == 0 || inclusion.iterate()) {
          next.putAll(follow(inclusion, round, visible));
        }
      }
      next.keySet().removeAll(seen.keySet());
      seen.putAll(next);
      round = next;
    }
    Set<Long> included = new LinkedHashSet<>(seen.keySet());
    included.removeAll(Set.copyOf(matches));
    return transaction.run(
        connection ->
            resources.bodies(connection, included.stream().limit(MOST).toList(), visible));
  }

  private Map<Long, String> follow(Inclusion inclusion, Map<Long, String> from, RowFilter visible) {
    List<Long> sids = new ArrayList<>();
    from.forEach(
        (sid, type) -> {
          boolean fits =
              inclusion.reverse()
                  ? inclusion.target().isEmpty() || inclusion.target().equals(type)
                  : inclusion.source().equals("*") || inclusion.source().equals(type);
          if (fits) {
            sids.add(sid);
          }
        });
    if (!inclusion.reverse()) {
      sids.retainAll(shownWhole(from, sids, visible));
    }
    if (sids.isEmpty()) {
      return Map.of();
    }
    String near = inclusion.reverse() ? "x.hash" : "x.sid";
    String far = inclusion.reverse() ? "x.sid" : "x.hash";
    SqlText query =
        SqlText.of(
                "SELECT DISTINCT r.sid, r.type_id FROM index_key x STRAIGHT_JOIN resource r"
                    + " ON r.sid="
                    + far
                    + " WHERE r.deleted=0 AND ")
            .addAnyOf(near, sids);
    query.add(" AND ").addAnyOf("x.param_id", numbers(inclusion));
    return visible(types(query.add(" LIMIT " + MOST)), inclusion, visible);
  }

  // A reference is followed only from where it is shown, and a narrower view of a Patient has none.
  private Set<Long> shownWhole(Map<Long, String> from, List<Long> sids, RowFilter visible) {
    List<Long> patients =
        sids.stream().filter(sid -> ResourceRepository.PATIENT.equals(from.get(sid))).toList();
    Set<Long> shown = new HashSet<>(sids);
    if (!patients.isEmpty()) {
      patients.forEach(shown::remove);
      transaction
          .run(connection -> resources.traits(connection, patients, visible.ofWhole()))
          .forEach(row -> shown.add(row.sid()));
    }
    return shown;
  }

  private Set<Integer> numbers(Inclusion inclusion) {
    if (inclusion.source().equals("*")) {
      return catalogue.referenceNumbers();
    }
    Set<Integer> numbers = new LinkedHashSet<>();
    for (SearchParameter parameter : catalogue.of(inclusion.source()).values()) {
      boolean wanted =
          inclusion.parameter().equals("*") || inclusion.parameter().equals(parameter.code());
      if (wanted && parameter.kind() == Kind.REFERENCE) {
        numbers.addAll(parameter.storedAs());
      }
    }
    return numbers;
  }

  private Map<Long, String> types(SqlText query) {
    return transaction.run(
        connection -> {
          Map<Long, String> types = new LinkedHashMap<>();
          try (PreparedStatement statement = query.prepare(connection);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              types.put(rows.getLong(1), catalogue.typeName(rows.getInt(2)));
            }
          }
          return types;
        });
  }

  private Map<Long, String> visible(
      Map<Long, String> found, Inclusion inclusion, RowFilter visible) {
    List<Long> wanted = new ArrayList<>();
    found.forEach(
        (sid, type) -> {
          boolean fits =
              inclusion.reverse()
                  ? inclusion.source().equals("*") || inclusion.source().equals(type)
                  : fits(inclusion, type);
          if (fits) {
            wanted.add(sid);
          }
        });
    Map<Long, String> seen = new LinkedHashMap<>();
    // What refers to the matches must show that it does.
    RowFilter judge = inclusion.reverse() ? visible.ofWhole() : visible;
    transaction
        .run(connection -> resources.traits(connection, wanted, judge))
        .forEach(row -> seen.put(row.sid(), row.id().type()));
    return seen;
  }

  private boolean fits(Inclusion inclusion, String type) {
    if (!inclusion.target().isEmpty()) {
      return inclusion.target().equals(type);
    }
    if (inclusion.source().equals("*")) {
      return true;
    }
    return catalogue
        .find(inclusion.source(), inclusion.parameter())
        .map(
            parameter ->
                parameter.targetFilter().isEmpty() || parameter.targetFilter().contains(type))
        .orElse(true);
  }
}
