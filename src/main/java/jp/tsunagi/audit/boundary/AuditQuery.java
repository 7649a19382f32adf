package jp.tsunagi.audit.boundary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 監査の検索. What an auditor looks for; absent criteria do not narrow.
 *
 * @param actor account name or client id
 * @param action code of an {@link AuditAction}
 * @param outcome code of an {@link AuditOutcome}
 * @param from first instant
 * @param to first instant that no longer counts
 * @param before id of the row the page before ended with
 * @param ground code of the ground
 * @param basis what the ground rests on
 */
public record AuditQuery(
    @Nullable String resident,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String outcome,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String before,
    @Nullable String ground,
    @Nullable String basis,
    int most) {

  public static AuditQuery newest(int most) {
    return new AuditQuery(null, null, null, null, null, null, null, null, null, most);
  }

  public AuditQuery ofResident(@Nullable String wanted) {
    return new AuditQuery(wanted, actor, action, outcome, from, to, before, ground, basis, most);
  }

  public AuditQuery by(@Nullable String wanted) {
    return new AuditQuery(resident, wanted, action, outcome, from, to, before, ground, basis, most);
  }

  public AuditQuery doing(@Nullable String wanted) {
    return new AuditQuery(resident, actor, wanted, outcome, from, to, before, ground, basis, most);
  }

  public AuditQuery ending(@Nullable String wanted) {
    return new AuditQuery(resident, actor, action, wanted, from, to, before, ground, basis, most);
  }

  public AuditQuery between(@Nullable Instant first, @Nullable Instant end) {
    return new AuditQuery(
        resident, actor, action, outcome, first, end, before, ground, basis, most);
  }

  public AuditQuery after(@Nullable String rowId) {
    return new AuditQuery(resident, actor, action, outcome, from, to, rowId, ground, basis, most);
  }

  /** On this ground, and resting on this. */
  public AuditQuery onGround(@Nullable String wanted, @Nullable String restingOn) {
    return new AuditQuery(
        resident, actor, action, outcome, from, to, before, wanted, restingOn, most);
  }
}
