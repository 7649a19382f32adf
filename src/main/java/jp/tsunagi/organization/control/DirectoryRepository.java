package jp.tsunagi.organization.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import jp.tsunagi.organization.entity.Directory;
import jp.tsunagi.organization.entity.OrganizationEntry;
import jp.tsunagi.organization.entity.Post;
import jp.tsunagi.organization.entity.StaffEntry;
import jp.tsunagi.platform.boundary.DatabaseQuery;
import jp.tsunagi.record.boundary.GoneRows;
import org.jspecify.annotations.Nullable;

/** Keeps the directory's projection and reads it whole. */
@ApplicationScoped
public class DirectoryRepository {
  private static final String CLIENT = "client";
  private static final String CENTRE = "centre";

  @Resource(lookup = "java:app/jdbc/tsunagi")
  private DataSource dataSource;

  protected DirectoryRepository() {}

  DirectoryRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void put(long sid, OrganizationEntry entry) {
    removeOrganization(sid);
    DatabaseQuery.of(
            "INSERT INTO organization_entry (sid, organization_id, name, kind, active, part_of,"
                + " creator_organization, own_city, areas) VALUES (?,?,?,?,?,?,?,?,?)",
            sid,
            entry.id().value(),
            entry.name(),
            entry.kind(),
            entry.active(),
            value(entry.partOf()),
            value(entry.creator()),
            entry.ownCity(),
            areas(entry.areas()))
        .execute(dataSource);
    entry.clients().forEach(client -> putSystem(sid, CLIENT, client));
    entry.centres().forEach(centre -> putSystem(sid, CENTRE, centre));
  }

  private void putSystem(long sid, String kind, String value) {
    DatabaseQuery.of(
            "INSERT INTO organization_system (organization_sid, kind, value) VALUES (?,?,?)",
            sid,
            kind,
            value)
        .execute(dataSource);
  }

  void removeOrganization(long sid) {
    DatabaseQuery.of("DELETE FROM organization_system WHERE organization_sid=?", sid)
        .execute(dataSource);
    DatabaseQuery.of("DELETE FROM organization_entry WHERE sid=?", sid).execute(dataSource);
  }

  Optional<OrganizationEntry> organization(OrganizationId id) {
    return DatabaseQuery.of("SELECT * FROM organization_entry WHERE organization_id=?", id.value())
        .first(dataSource, row -> organization(row, Set.of(), Set.of()));
  }

  /** Bodies whose place follows from this one's. */
  List<OrganizationId> below(OrganizationId id) {
    return DatabaseQuery.of(
            "SELECT organization_id FROM organization_entry WHERE part_of=? UNION"
                + " SELECT organization_id FROM organization_entry"
                + " WHERE creator_organization=? AND part_of IS NULL",
            id.value(),
            id.value())
        .list(dataSource, row -> new OrganizationId(row.getString(1)));
  }

  /** The municipality, when there is exactly one. */
  Optional<String> onlyCity() {
    List<String> cities =
        DatabaseQuery.of(
                "SELECT DISTINCT own_city FROM organization_entry WHERE own_city IS NOT NULL"
                    + " LIMIT 2")
            .list(dataSource, row -> row.getString(1));
    return cities.size() == 1 ? Optional.of(cities.get(0)) : Optional.empty();
  }

  void put(long sid, StaffEntry entry) {
    DatabaseQuery.of(
            "REPLACE INTO staff_entry (sid, staff_id, user_name, name, active) VALUES (?,?,?,?,?)",
            sid,
            entry.id().value(),
            entry.user(),
            entry.name(),
            entry.active())
        .execute(dataSource);
  }

  void removeStaff(long sid) {
    DatabaseQuery.of("DELETE FROM staff_entry WHERE sid=?", sid).execute(dataSource);
  }

  void put(long sid, Post post) {
    DatabaseQuery.of(
            "REPLACE INTO staff_post (sid, post_id, staff_id, organization_id, roles, areas,"
                + " active, valid_from, valid_until) VALUES (?,?,?,?,?,?,?,?,?)",
            sid,
            post.id(),
            post.staff().value(),
            value(post.organization()),
            post.roles().stream().map(Role::code).sorted().collect(Collectors.joining(",")),
            areas(post.areas()),
            post.active(),
            post.from(),
            post.until())
        .execute(dataSource);
  }

  void removePost(long sid) {
    DatabaseQuery.of("DELETE FROM staff_post WHERE sid=?", sid).execute(dataSource);
  }

  /** Rows that no resource stands behind any more. */
  void removeGone() {
    GoneRows.remove(dataSource, "organization_entry", "sid");
    GoneRows.remove(dataSource, "organization_system", "organization_sid");
    GoneRows.remove(dataSource, "staff_entry", "sid");
    GoneRows.remove(dataSource, "staff_post", "sid");
  }

  void choose(String user, String post) {
    DatabaseQuery.of("REPLACE INTO chosen_post (user_name, post_id) VALUES (?,?)", user, post)
        .execute(dataSource);
  }

  /** The whole directory: as the caller's transaction sees it, else as of the last commit. */
  Directory load() {
    Map<Long, Set<String>> clients = systems(CLIENT);
    Map<Long, Set<String>> centres = systems(CENTRE);
    List<OrganizationEntry> organizations =
        DatabaseQuery.of("SELECT * FROM organization_entry ORDER BY sid")
            .list(
                dataSource,
                row ->
                    organization(
                        row,
                        clients.getOrDefault(row.getLong("sid"), Set.of()),
                        centres.getOrDefault(row.getLong("sid"), Set.of())));
    List<StaffEntry> staff =
        DatabaseQuery.of("SELECT * FROM staff_entry ORDER BY sid")
            .list(dataSource, DirectoryRepository::staff);
    List<Post> posts =
        DatabaseQuery.of("SELECT * FROM staff_post").list(dataSource, DirectoryRepository::post);
    Map<String, String> chosen = new HashMap<>();
    DatabaseQuery.of("SELECT user_name, post_id FROM chosen_post")
        .list(dataSource, row -> chosen.put(row.getString(1), row.getString(2)));
    return new Directory(organizations, staff, posts, chosen);
  }

  private Map<Long, Set<String>> systems(String kind) {
    Map<Long, Set<String>> systems = new HashMap<>();
    DatabaseQuery.of("SELECT organization_sid, value FROM organization_system WHERE kind=?", kind)
        .list(
            dataSource,
            row ->
                systems
                    .computeIfAbsent(row.getLong(1), sid -> new HashSet<>())
                    .add(row.getString(2)));
    return systems;
  }

  private static OrganizationEntry organization(
      ResultSet row, Set<String> clients, Set<String> centres) throws SQLException {
    return new OrganizationEntry(
        new OrganizationId(row.getString("organization_id")),
        row.getString("name"),
        row.getString("kind"),
        row.getBoolean("active"),
        organizationId(row.getString("part_of")),
        organizationId(row.getString("creator_organization")),
        row.getString("own_city"),
        areas(row.getString("areas")),
        clients,
        centres);
  }

  private static StaffEntry staff(ResultSet row) throws SQLException {
    return new StaffEntry(
        new StaffId(row.getString("staff_id")),
        row.getString("user_name"),
        row.getString("name"),
        row.getBoolean("active"));
  }

  private static Post post(ResultSet row) throws SQLException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    split(row.getString("roles")).forEach(code -> Role.ofCode(code).ifPresent(roles::add));
    return new Post(
        row.getString("post_id"),
        new StaffId(row.getString("staff_id")),
        organizationId(row.getString("organization_id")),
        roles,
        areas(row.getString("areas")),
        row.getBoolean("active"),
        DatabaseQuery.instant(row, "valid_from"),
        DatabaseQuery.instant(row, "valid_until"));
  }

  private static String areas(Collection<AreaCode> areas) {
    return areas.stream().map(AreaCode::value).collect(Collectors.joining(","));
  }

  private static List<AreaCode> areas(String text) {
    return split(text).stream().map(AreaCode::new).toList();
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
  }

  private static @Nullable OrganizationId organizationId(@Nullable String id) {
    return id == null ? null : new OrganizationId(id);
  }

  private static @Nullable String value(@Nullable OrganizationId id) {
    return id == null ? null : id.value();
  }
}
