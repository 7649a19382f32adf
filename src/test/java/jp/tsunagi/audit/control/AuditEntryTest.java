package jp.tsunagi.audit.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditOutcome;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.kernel.ResidentId;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
  private final AuditEntry entry = new AuditEntry(AuditAction.SEARCH);

  @Test
  void a_page_that_rests_on_several_grounds_makes_a_row_for_each() {
    entry.ground("advance-consent", "");
    entry.permitted(new ResidentId("a"), "advance-consent", "Consent/1");
    entry.permitted(new ResidentId("b"), "emergency-case", "Task/1");

    assertEquals(
        List.of(
            "advance-consent permitted [a] [Consent/1]", "emergency-case permitted [b] [Task/1]"),
        rows(AuditOutcome.PERMITTED));
  }

  @Test
  void the_usual_ground_gives_way_to_the_one_residents_were_shown_on() {
    entry.ground("advance-consent", "");
    entry.permitted(new ResidentId("b"), "emergency-case", "Task/1");
    entry.resident(new ResidentId("c"));

    assertEquals(List.of("emergency-case permitted [b, c] [Task/1]"), rows(AuditOutcome.PERMITTED));
  }

  @Test
  void an_empty_answer_keeps_the_usual_ground() {
    entry.ground("team-and-consent", "");

    assertEquals(List.of("team-and-consent permitted [] []"), rows(AuditOutcome.PERMITTED));
  }

  @Test
  void what_was_refused_had_no_ground() {
    entry.ground("team-and-consent", "").resident(new ResidentId("a")).denied("none");

    assertEquals(List.of("none denied [a] []"), rows(AuditOutcome.FAILED));
  }

  private List<String> rows(AuditOutcome outcome) {
    AuditRow.Who who = new AuditRow.Who("sato", "佐藤 恵", "person", null, null, null);
    return entry
        .rows(outcome, null, () -> "id", Instant.EPOCH, "node", new AuditEntry.Caller(who, null))
        .stream()
        .map(row -> row.ground() + " " + row.outcome() + " " + row.residents() + " " + row.basis())
        .toList();
  }
}
