package jp.tsunagi.exchange.entity;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;

/**
 * 依頼者. For whom work goes on when she is not there: the account and what it acted as when it asked.
 *
 * @param organization empty without one
 */
public record Requester(
    String user, String name, Set<Role> roles, boolean client, String organization) {
  public Requester {
    roles = Set.copyOf(roles);
  }

  public static Requester of(Actor actor) {
    return new Requester(
        actor.user(),
        actor.name(),
        actor.roles(),
        actor.kind() == Actor.Kind.CLIENT,
        organizationOf(actor));
  }

  /** The same account, acting for the same organization in at least the same roles. */
  public boolean isStill(Actor actor) {
    return isAccountOf(actor)
        && organization.equals(organizationOf(actor))
        && actor.roles().containsAll(roles);
  }

  public boolean isAccountOf(Actor actor) {
    return user.equals(actor.user()) && client == (actor.kind() == Actor.Kind.CLIENT);
  }

  private static String organizationOf(Actor actor) {
    return actor.organizationId().map(OrganizationId::value).orElse("");
  }

  /** The codes of the roles, to be stored. */
  public String roleCodes() {
    return roles.stream().map(Role::code).sorted().collect(Collectors.joining(","));
  }

  public static Set<Role> rolesOf(String codes) {
    Set<Role> roles = new TreeSet<>();
    Arrays.stream(codes.split(",")).forEach(code -> Role.ofCode(code).ifPresent(roles::add));
    return roles;
  }
}
