package jp.tsunagi.resident.control;

import static jp.tsunagi.platform.boundary.DatabaseQuery.instant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.Visibility;
import jp.tsunagi.resident.entity.Change;
import org.jspecify.annotations.Nullable;

/** Counts the edits of a resident and keeps who changed what. */
@ApplicationScoped
public class ResidentChangeRepository {
  /** The types whose changes are kept; the reader sees those whose resource she may see. */
  public static final List<String> TYPES =
      List.of(
          "Patient",
          "Observation",
          "RelatedPerson",
          "Condition",
          "AllergyIntolerance",
          "MedicationStatement",
          "Flag",
          "CareTeam",
          "Consent",
          "CarePlan",
          "Device");

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource database;

  /** Notes a change of anything about the resident, and counts it when it is an edit. */
  public void touch(ResidentId resident, boolean edit, Instant at) {
    DatabaseQuery.of(
            "INSERT INTO resident_edit (resident_id, edit_version, last_change_at) VALUES (?,?,?)"
                + " ON DUPLICATE KEY UPDATE edit_version = edit_version + ?,"
                + " last_change_at = GREATEST(last_change_at, ?)",
            resident.value(),
            edit ? 1 : 0,
            at,
            edit ? 1 : 0,
            at)
        .execute(database);
  }

  /** The edit version; 0 for a resident nobody wrote yet. */
  public long editVersion(ResidentId resident) {
    return editVersion(resident, "");
  }

  /** The edit version as of the last commit, locked so that no edit can come between. */
  public long lockEditVersion(ResidentId resident) {
    return editVersion(resident, " FOR UPDATE");
  }

  private long editVersion(ResidentId resident, String lock) {
    return DatabaseQuery.of(
            "SELECT edit_version FROM resident_edit WHERE resident_id=?" + lock, resident.value())
        .first(database, row -> row.getLong(1))
        .orElse(0L);
  }

  /** What is written down about a change; its number is given by the database. */
  public void add(Change change, long sid, Actor actor, @Nullable Long editVersion) {
    DatabaseQuery.of(
            "INSERT INTO resident_change (resident_id, sid, resource_type, subject, operation,"
                + " fields, detail, edit_version, changed_at, actor_user, actor_name,"
                + " organization_name) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            change.resident().value(),
            sid,
            change.resourceType(),
            change.subject(),
            change.operation(),
            String.join(",", change.fields()),
            change.detail() == null ? null : ResidentLineRepository.cut(change.detail(), 200),
            editVersion,
            change.at(),
            ResidentLineRepository.cut(actor.user(), 100),
            ResidentLineRepository.cut(actor.name(), 200),
            actor.organizationName())
        .execute(database);
  }

  /** The face-sheet members changed since an edit version. */
  public Set<String> fieldsChangedSince(ResidentId resident, long editVersion) {
    return DatabaseQuery.of(
            "SELECT fields FROM resident_change WHERE resident_id=? AND edit_version>?",
            resident.value(),
            editVersion)
        .list(database, row -> row.getString(1))
        .stream()
        .flatMap(fields -> Arrays.stream(fields.split(",")))
        .filter(field -> !field.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The newest change of anything about the resident. */
  public Optional<Change> lastChange(ResidentId resident) {
    return DatabaseQuery.of(
            "SELECT * FROM resident_change WHERE resident_id=?"
                + " ORDER BY change_id DESC LIMIT 1",
            resident.value())
        .first(database, ResidentChangeRepository::change);
  }

  /**
   * Changes before an instant, newest first, of resources the reader may see; the last instant is
   * never cut.
   */
  public List<Change> before(ResidentId resident, Instant before, int limit, Visibility visible) {
    List<Change> page = changes(resident, "c.changed_at < ?", before, limit, visible);
    if (page.size() < limit) {
      return page;
    }
    Instant last = page.get(page.size() - 1).at();
    List<Change> whole = new java.util.ArrayList<>(page);
    whole.removeIf(change -> change.at().equals(last));
    whole.addAll(changes(resident, "c.changed_at = ?", last, Integer.MAX_VALUE, visible));
    return whole;
  }

  private List<Change> changes(
      ResidentId resident, String time, Instant at, int limit, Visibility visible) {
    DatabaseQuery query =
        DatabaseQuery.of("SELECT c.* FROM resident_change c JOIN resource r ON r.sid = c.sid")
            .add("WHERE c.resident_id = ? AND " + time, resident.value(), at);
    seen(query, visible);
    return query
        .add("ORDER BY c.changed_at DESC, c.change_id DESC LIMIT ?", limit)
        .list(database, ResidentChangeRepository::change);
  }

  /** The newest changes of all residents the reader may see, made by others. */
  public List<Change> recent(Instant since, String exceptUser, int limit, Visibility visible) {
    DatabaseQuery query =
        DatabaseQuery.of("SELECT c.* FROM resident_change c JOIN resource r ON r.sid = c.sid")
            .add("WHERE c.changed_at >= ? AND c.actor_user <> ?", since, exceptUser);
    seen(query, visible);
    return query
        .add("ORDER BY c.changed_at DESC, c.change_id DESC LIMIT ?", limit)
        .list(database, ResidentChangeRepository::change);
  }

  private static void seen(DatabaseQuery query, Visibility visible) {
    query.add("AND (1=0");
    for (String type : TYPES) {
      Visibility.Condition condition = visible.on("r", type);
      query
          .add("OR (c.resource_type = ?", type)
          .add("AND (" + condition.sql() + "))", condition.parameters());
    }
    query.add(")");
  }

  private static Change change(ResultSet row) throws SQLException {
    Instant at = instant(row, "changed_at");
    return new Change(
        row.getLong("change_id"),
        new ResidentId(row.getString("resident_id")),
        row.getString("resource_type"),
        row.getString("subject"),
        row.getString("operation"),
        Arrays.stream(row.getString("fields").split(",")).filter(f -> !f.isEmpty()).toList(),
        row.getString("detail"),
        at == null ? Instant.EPOCH : at,
        row.getString("actor_name"),
        row.getString("organization_name"));
  }
}
