package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.tsunagi.record.entity.LogicalId;

/** 版の出し入れ。 Finds versions, current and older, in one statement with the visibility inside. */
@ApplicationScoped
public class VersionRepository {
  private static final String OLDER_COLUMNS =
      "h.sid, r.type_id, r.fhir_id, h.version, h.last_updated, h.body"
          + ResourceRepository.TRAITS
          + ", 0, h.author_organization, h.sole_organization";

  private ResourceRepository resources;
  private ParameterCatalogue catalogue;

  @SuppressWarnings("NullAway.Init")
  protected VersionRepository() {}

  @Inject
  VersionRepository(ResourceRepository resources, ParameterCatalogue catalogue) {
    this.resources = resources;
    this.catalogue = catalogue;
  }

  /** What the caller may see of versions that are named, by a query under a condition. */
  private List<StoredBody> seen(RowFilter visible, Function<RowFilter, SqlText> query) {
    return visible.seen(
        filter -> {
          SqlText asked = query.apply(filter);
          return asked.isEmpty() ? List.of() : resources.select(asked);
        });
  }

  public Optional<StoredBody> readVersion(LogicalId id, long version, RowFilter visible) {
    if (!catalogue.isPossible(id)) {
      return Optional.empty();
    }
    return seen(
            visible,
            filter ->
                versionsOf(id, filter, " AND r.version=?", " AND h.version=?", version)
                    .add(" LIMIT 1"))
        .stream()
        .findFirst();
  }

  /** All versions, newest first; deletions have no JSON. */
  public List<StoredBody> history(LogicalId id, RowFilter visible) {
    if (!catalogue.isPossible(id)) {
      return List.of();
    }
    return seen(visible, filter -> versionsOf(id, filter, "", "").add(" ORDER BY 4 DESC"));
  }

  private SqlText versionsOf(
      LogicalId id, RowFilter visible, String current, String older, Object... values) {
    String named = "r.type_id=? AND r.fhir_id=? AND r.version>0 AND (";
    return SqlText.of("SELECT " + ResourceRepository.COLUMNS + " FROM resource r WHERE " + named)
        .add("", catalogue.typeNumber(id.type()), id.id())
        .add(visible.on("r", id.type()))
        .add(")" + current, values)
        .add(
            " UNION ALL SELECT "
                + OLDER_COLUMNS
                + " FROM resource r JOIN resource_history h ON h.sid=r.sid WHERE "
                + named,
            catalogue.typeNumber(id.type()),
            id.id())
        .add(visible.onOlder("r", "h", id.type()))
        .add(")" + older, values);
  }

  /** Versions of these types since a time, newest first. */
  public List<StoredBody> history(
      Collection<String> types, long since, int most, RowFilter visible) {
    SqlText query = new SqlText();
    for (String type : types) {
      query
          .add(query.isEmpty() ? "" : " UNION ALL ")
          .add(
              "(SELECT " + ResourceRepository.COLUMNS + " FROM resource r WHERE r.type_id=?",
              catalogue.typeNumber(type))
          .add(" AND r.last_updated>=? AND r.version>0 AND (", since)
          .add(visible.on("r", type))
          .add(") ORDER BY r.last_updated DESC, r.sid DESC LIMIT " + most + ")")
          .add(
              " UNION ALL (SELECT "
                  + OLDER_COLUMNS
                  + " FROM resource_history h STRAIGHT_JOIN resource r ON r.sid=h.sid"
                  + " WHERE h.type_id=? AND h.last_updated>=? AND (",
              catalogue.typeNumber(type),
              since)
          .add(visible.onOlder("r", "h", type))
          .add(") ORDER BY h.last_updated DESC, h.sid DESC LIMIT " + most + ")");
    }
    return query.isEmpty()
        ? List.of()
        : resources.select(query.add(" ORDER BY 5 DESC, 1 DESC, 4 DESC LIMIT " + most));
  }
}
