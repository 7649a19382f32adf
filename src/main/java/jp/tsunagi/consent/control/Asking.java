package jp.tsunagi.consent.control;

import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;

/**
 * 問い. Who asks, and when.
 *
 * @param now milliseconds since 1970 UTC
 * @param byLaws what the city's by-laws put in the place of consent
 */
record Asking(Actor actor, long now, ByLaws byLaws) {

  /** Id of the organization acted for; empty, which matches no one, without one. */
  String organization() {
    return actor.organizationId().map(OrganizationId::value).orElse("");
  }

  /** A registrar, whose decisions rest on the city that keeps the resident and on nothing else. */
  boolean needsTheRegisterAlone() {
    return actor.roles().equals(Set.of(Role.CITY_WELFARE));
  }

  boolean hasAny(Set<Role> roles) {
    return actor.hasAny(roles);
  }

  boolean has(Role role) {
    return actor.has(role);
  }
}
