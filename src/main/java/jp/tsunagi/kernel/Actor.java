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
    Kind kind) {

  /** What sort of actor it is. */
  public enum Kind {
    PERSON,
    CLIENT,
    SYSTEM
  }

  public Actor {
    roles = Collections.unmodifiableSet(Set.copyOf(roles));
    areas = List.copyOf(areas);
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
