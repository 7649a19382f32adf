package jp.tsunagi.exchange.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody works with yesterday's rights. */
class RequesterTest {
  private static Actor actor(
      String user, Actor.Kind kind, @Nullable String organization, Role... roles) {
    return new Actor(
        user,
        user,
        Set.of(roles),
        null,
        organization == null ? null : new OrganizationId(organization),
        null,
        null,
        List.of(),
        kind);
  }

  private static final Requester SUZUKI =
      Requester.of(actor("suzuki", Actor.Kind.PERSON, "midori", Role.CARE_PROVIDER));

  @Test
  void is_the_same_with_the_same_post_or_one_more_role() {
    assertTrue(SUZUKI.isStill(actor("suzuki", Actor.Kind.PERSON, "midori", Role.CARE_PROVIDER)));
    assertTrue(
        SUZUKI.isStill(
            actor("suzuki", Actor.Kind.PERSON, "midori", Role.CARE_PROVIDER, Role.CARE_MANAGER)));
  }

  @Test
  void is_not_the_same_after_her_post_her_role_or_her_organization_ended() {
    assertFalse(SUZUKI.isStill(actor("suzuki", Actor.Kind.PERSON, null)));
    assertFalse(SUZUKI.isStill(actor("suzuki", Actor.Kind.PERSON, "midori")));
    assertFalse(SUZUKI.isStill(actor("suzuki", Actor.Kind.PERSON, "aozora", Role.CARE_PROVIDER)));
  }

  @Test
  void is_neither_another_account_nor_a_client_of_the_same_name() {
    assertFalse(SUZUKI.isStill(actor("ito", Actor.Kind.PERSON, "midori", Role.CARE_PROVIDER)));
    assertFalse(SUZUKI.isStill(actor("suzuki", Actor.Kind.CLIENT, "midori", Role.CARE_PROVIDER)));
  }

  @Test
  void keeps_its_roles_as_codes() {
    assertEquals(SUZUKI.roles(), Requester.rolesOf(SUZUKI.roleCodes()));
    assertEquals(Set.of(), Requester.rolesOf(""));
  }
}
