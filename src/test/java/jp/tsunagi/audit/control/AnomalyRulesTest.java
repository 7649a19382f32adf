package jp.tsunagi.audit.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import jp.tsunagi.audit.boundary.Anomaly;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.platform.boundary.Messages;
import org.junit.jupiter.api.Test;

class AnomalyRulesTest {
  private static final Instant NOON = Instant.parse("2026-09-10T03:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-09-10T16:30:00Z");
  private final AnomalyRules rules = new AnomalyRules(new AnomalyRules.Usual(3, 22, 5, 2));

  private static AuditRow row(
      String user, String role, Instant at, String outcome, String... residents) {
    return new AuditRow(
        user + at + String.join("", residents),
        at,
        "node",
        new AuditRow.Who(user, user + " 恵", "person", role, "office", null),
        null,
        "read",
        outcome,
        "team-and-consent",
        List.of(),
        null,
        List.of(residents),
        List.of(),
        null,
        false,
        null);
  }

  private List<String> found() {
    return rules.found(new Messages(), "ja").stream()
        .map(anomaly -> anomaly.kind() + " " + anomaly.user() + " " + anomaly.count())
        .toList();
  }

  @Test
  void a_day_with_more_residents_than_usual_stands_out() {
    for (String resident : List.of("a", "b", "c", "c")) {
      rules.add(row("sato", "care-manager", NOON, "permitted", resident));
    }
    assertEquals(List.of(), found());
    rules.add(row("sato", "care-manager", NOON, "permitted", "d"));
    assertEquals(List.of("volume sato 4"), found());
  }

  @Test
  void the_night_stands_out_except_for_those_who_work_then() {
    rules.add(row("sato", "care-manager", NIGHT, "permitted", "a"));
    rules.add(row("nakamura", "fire-crew", NIGHT, "permitted", "a"));
    rules.add(row("yamada", "hospital", NIGHT, "permitted", "a"));
    rules.add(row("sato", "care-manager", NOON, "permitted", "a"));
    assertEquals(List.of("night sato 1"), found());
  }

  @Test
  void many_refusals_stand_out() {
    for (int i = 0; i < 3; i++) {
      rules.add(row("kobayashi", "care-provider", NOON.plusSeconds(i), "denied", "a"));
    }
    assertEquals(List.of("denied kobayashi 3"), found());
  }

  @Test
  void a_relative_is_named_with_those_she_looked_at() {
    rules.add(row("sato", "care-manager", NOON, "permitted", "a"));
    rules.add(row("sato", "care-manager", NOON, "permitted", "b"));

    Anomaly relative = rules.relative("sato", Set.of("b"), new Messages(), "ja");

    assertEquals(
        List.of("relative", "sato 恵", "1", "[b]"),
        List.of(
            relative.kind(),
            String.valueOf(relative.name()),
            "" + relative.count(),
            "" + relative.residentIds()));
  }
}
