package jp.tsunagi.organization.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.tsunagi.kernel.Role;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** How long a screen may stand untouched, by role. */
class OrganizationConfigTest {
  private static final String KEY = "tsunagi.organization.idle-lock-minutes";

  @Test
  void ten_minutes_for_everybody_when_nothing_is_set() {
    OrganizationConfig config = config(Map.of());

    assertEquals(10, config.idleLockMinutes(List.of(Role.CARE_MANAGER)));
    assertEquals(10, config.idleLockMinutes(List.of()));
  }

  @Test
  void a_role_may_have_its_own_and_the_shortest_of_several_counts() {
    OrganizationConfig config = config(Map.of(KEY, 15, KEY + ".auditor", 5, KEY + ".fire-crew", 0));

    assertEquals(15, config.idleLockMinutes(List.of(Role.CARE_MANAGER)));
    assertEquals(5, config.idleLockMinutes(List.of(Role.CARE_MANAGER, Role.AUDITOR)));
    assertEquals(15, config.idleLockMinutes(List.of(Role.FIRE_CREW, Role.FIRE_DISPATCH)));
  }

  @Test
  void never_only_where_every_role_says_so() {
    OrganizationConfig config = config(Map.of(KEY + ".fire-crew", 0));

    assertEquals(0, config.idleLockMinutes(List.of(Role.FIRE_CREW)));
  }

  @Test
  void a_bad_value_is_named_by_its_key() {
    for (Map<String, Integer> bad :
        List.of(Map.of(KEY, 0), Map.of(KEY, 721), Map.of(KEY + ".auditor", -1))) {
      String key = bad.keySet().iterator().next();
      Exception problem = assertThrows(IllegalStateException.class, () -> config(bad));
      assertTrue(String.valueOf(problem.getMessage()).startsWith(key + " "), problem::toString);
    }
  }

  private static OrganizationConfig config(Map<String, Integer> values) {
    return new OrganizationConfig(
        (Config)
            Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get(arguments[0]))));
  }
}
