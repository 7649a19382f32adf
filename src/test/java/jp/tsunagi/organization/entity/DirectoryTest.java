package jp.tsunagi.organization.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final AreaCode MITSUKAIDO = new AreaCode("08211-mitsukaido");
  private static final Set<Role> CREW = EnumSet.of(Role.FIRE_CREW);

  @Test
  void takes_organization_city_and_areas_from_the_active_post() {
    Actor nakamura =
        directory(post("p", "joso-fire", Role.FIRE_CREW))
            .resolve("nakamura", "n", CREW, false, NOW);

    assertEquals(
        List.of(CREW, "joso-fire", "08211", List.of(MITSUKAIDO), "中村 翔"),
        List.of(
            nakamura.roles(),
            String.valueOf(nakamura.organization()),
            String.valueOf(nakamura.city()),
            nakamura.areas(),
            nakamura.name()));
  }

  @Test
  void a_role_the_post_does_not_give_does_not_count() {
    Actor nakamura =
        directory(post("p", "joso-fire", Role.FIRE_CREW))
            .resolve("nakamura", "n", EnumSet.of(Role.CITY_WELFARE), false, NOW);

    assertEquals(Set.of(), nakamura.roles());
  }

  @Test
  void without_a_post_in_force_nothing_is_left_but_auditing_and_administration() {
    Post ended =
        new Post(
            "p",
            new StaffId("nakamura"),
            new OrganizationId("joso-fire"),
            CREW,
            List.of(),
            true,
            null,
            NOW);

    Actor nakamura =
        directory(ended)
            .resolve("nakamura", "n", EnumSet.of(Role.FIRE_CREW, Role.AUDITOR), false, NOW);

    assertEquals(Set.of(Role.AUDITOR), nakamura.roles());
    assertEquals(Optional.empty(), nakamura.organizationId());
  }

  @Test
  void acts_in_the_post_chosen_among_several() {
    List<Post> posts =
        List.of(post("a", "joso-fire", Role.FIRE_CREW), post("b", "midori", Role.CARE_PROVIDER));
    Directory directory = new Directory(organizations(), staff(), posts, Map.of("nakamura", "b"));

    Actor nakamura =
        directory.resolve(
            "nakamura", "n", EnumSet.of(Role.FIRE_CREW, Role.CARE_PROVIDER), false, NOW);

    assertEquals(Set.of(Role.CARE_PROVIDER), nakamura.roles());
    assertEquals("midori", String.valueOf(nakamura.organization()));
  }

  @Test
  void a_system_acts_for_the_organization_that_has_its_client_id() {
    Actor centre =
        directory(post("p", "joso-fire", Role.FIRE_CREW))
            .resolve("emergency-centre", "c", EnumSet.of(Role.EMERGENCY_CENTRE), true, NOW);
    Actor unknown =
        directory(post("p", "joso-fire", Role.FIRE_CREW))
            .resolve("another", "c", EnumSet.of(Role.EMERGENCY_CENTRE), true, NOW);

    assertEquals("joso-centre", String.valueOf(centre.organization()));
    assertEquals(Set.of(), unknown.roles());
  }

  @Test
  void a_body_belongs_to_the_city_it_is_part_of_or_that_registered_it() {
    Directory directory = directory(post("p", "joso-fire", Role.FIRE_CREW));

    assertEquals(
        List.of("08211", "08211", "08220"),
        List.of(
            directory.cityOf(new OrganizationId("joso-welfare")).orElse(""),
            directory.cityOf(new OrganizationId("midori")).orElse(""),
            directory.cityOf(new OrganizationId("tsukuba-office")).orElse("")));
  }

  private static Directory directory(Post post) {
    return new Directory(organizations(), staff(), List.of(post), Map.of());
  }

  private static List<StaffEntry> staff() {
    return List.of(new StaffEntry(new StaffId("nakamura"), "nakamura", "中村 翔", true));
  }

  private static Post post(String id, String organization, Role role) {
    return new Post(
        id,
        new StaffId("nakamura"),
        new OrganizationId(organization),
        EnumSet.of(role),
        List.of(),
        true,
        null,
        null);
  }

  private static List<OrganizationEntry> organizations() {
    return List.of(
        body("joso", null, null, "08211"),
        body("tsukuba", null, null, "08220"),
        body("joso-welfare", "joso", null, null),
        body("midori", null, "joso-welfare", null),
        body("tsukuba-office", "tsukuba", "joso-welfare", null),
        new OrganizationEntry(
            new OrganizationId("joso-fire"),
            "常総広域消防",
            null,
            true,
            null,
            null,
            null,
            List.of(MITSUKAIDO),
            Set.of(),
            Set.of()),
        new OrganizationEntry(
            new OrganizationId("joso-centre"),
            "受信センター",
            null,
            true,
            null,
            null,
            null,
            List.of(),
            Set.of("emergency-centre"),
            Set.of("joso-centre")));
  }

  private static OrganizationEntry body(
      String id, @Nullable String partOf, @Nullable String creator, @Nullable String ownCity) {
    return new OrganizationEntry(
        new OrganizationId(id),
        id,
        null,
        true,
        partOf == null ? null : new OrganizationId(partOf),
        creator == null ? null : new OrganizationId(creator),
        ownCity,
        List.of(),
        Set.of(),
        Set.of());
  }
}
