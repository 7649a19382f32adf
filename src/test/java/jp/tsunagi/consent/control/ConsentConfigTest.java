package jp.tsunagi.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** The keys of this component and what they mean when nobody sets them. */
class ConsentConfigTest {
  @Test
  void no_by_law_and_ten_tries_in_ten_minutes_when_nothing_is_set() {
    ConsentConfig config = config(Map.of());

    assertEquals(ByLaws.NONE, config.byLaws());
    assertTrue(config.helpersAreAsked());
    assertEquals(10, config.breakGlassTries());
    assertEquals(Duration.ofMinutes(10), config.breakGlassWithin());
  }

  @Test
  void each_by_law_is_cited_for_itself() {
    assertEquals(
        new ByLaws("名簿条例第5条", ""), config(Map.of("tsunagi.consent.by-law", " 名簿条例第5条 ")).byLaws());
    ConsentConfig plans = config(Map.of("tsunagi.consent.plan-by-law", "計画条例第3条"));
    assertEquals(new ByLaws("", "計画条例第3条"), plans.byLaws());
    assertFalse(plans.helpersAreAsked());
  }

  @Test
  void a_bad_value_is_named_by_its_key() {
    assertThrows(
        IllegalStateException.class,
        () -> config(Map.of("tsunagi.consent.break-glass-tries", 0)),
        "tsunagi.consent.break-glass-tries");
  }

  private static ConsentConfig config(Map<String, Object> values) {
    return new ConsentConfig(
        (Config)
            Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get(arguments[0]))));
  }
}
