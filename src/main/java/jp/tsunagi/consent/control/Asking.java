package jp.tsunagi.consent.control;

import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;

/**
 * 問い. Who asks, and when.
 *
 * @param now milliseconds since 1970 UTC
 * @param byLaw the citation of the by-law that replaces consent to advance sharing of the roster;
 *     empty when the city has none
 */
record Asking(Actor actor, long now, String byLaw) {

  /** Id of the organization acted for; empty, which matches no one, without one. */
  String organization() {
    return actor.organizationId().map(OrganizationId::value).orElse("");
  }

  boolean hasAny(Set<Role> roles) {
    return actor.hasAny(roles);
  }

  boolean has(Role role) {
    return actor.has(role);
  }
}
