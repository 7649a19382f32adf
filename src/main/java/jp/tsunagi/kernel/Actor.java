package jp.tsunagi.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 行為者. Who asks: the person and roles come from the token or session, the organization and the
 * areas from the person's active post (PractitionerRole) as of the last commit.
 *
 * @param user the account's name ({@code sato}), the client's id ({@code emergency-centre}), or
 *     {@code system:…}
 * @param name what people call the actor
 * @param staff the Practitioner, absent for systems and for accounts without a post
 * @param organization the organization acted for, absent without an active post
 * @param city five digits of the municipality the organization belongs to
 * @param areas the places the actor is responsible for
 * @param kind a person, an outside system (client credentials), or this system itself
 * @param reach the types of resources an outside application may read for the actor; null without
 *     such a limit. It only takes away: what the actor may see of them the policy decides
 */
public record Actor(
    String user,
    String name,
    Set<Role> roles,
    @Nullable StaffId staff,
    @Nullable OrganizationId organization,
    @Nullable String organizationName,
    @Nullable String city,
    List<AreaCode> areas,
    Kind kind,
    @Nullable Set<String> reach) {

  /** What sort of actor it is. */
  public enum Kind {
    PERSON,
    CLIENT,
    SYSTEM
  }

  public Actor {
    roles = Collections.unmodifiableSet(Set.copyOf(roles));
    areas = List.copyOf(areas);
    reach = reach == null ? null : Set.copyOf(reach);
  }

  /** An actor whom no application limits. */
  public Actor(
      String user,
      String name,
      Set<Role> roles,
      @Nullable StaffId staff,
      @Nullable OrganizationId organization,
      @Nullable String organizationName,
      @Nullable String city,
      List<AreaCode> areas,
      Kind kind) {
    this(user, name, roles, staff, organization, organizationName, city, areas, kind, null);
  }

  /** The same, reading these types and no others; null for all. */
  public Actor reaching(@Nullable Set<String> types) {
    return new Actor(
        user, name, roles, staff, organization, organizationName, city, areas, kind, types);
  }

  /** Whether a resource of this type may come out in an answer, or be searched through. */
  public boolean reaches(String type) {
    return reach == null || reach.contains(type);
  }

  /** This system itself: seeding, timed closing of an emergency mode. */
  public static Actor system(String part) {
    return new Actor(
        "system:" + part, "つなぎ", Set.of(), null, null, null, null, List.of(), Kind.SYSTEM);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  public boolean hasAny(Set<Role> wanted) {
    return roles.stream().anyMatch(wanted::contains);
  }

  /** Whether she is here for her own record, or a relative's, and for nothing else. */
  public boolean isOnlyForHerOwn() {
    return !roles.isEmpty() && Role.OWN.containsAll(roles);
  }

  public boolean isSystem() {
    return kind == Kind.SYSTEM;
  }

  public Optional<OrganizationId> organizationId() {
    return Optional.ofNullable(organization);
  }

  /** Whether the place lies in one of the actor's areas. */
  public boolean isResponsibleFor(AreaCode place) {
    return areas.stream().anyMatch(area -> area.includes(place));
  }
}
