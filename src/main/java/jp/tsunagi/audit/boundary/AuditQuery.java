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
 */
public record AuditQuery(
    @Nullable String resident,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String outcome,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String before,
    int most) {

  public static AuditQuery newest(int most) {
    return new AuditQuery(null, null, null, null, null, null, null, most);
  }

  public AuditQuery ofResident(@Nullable String wanted) {
    return new AuditQuery(wanted, actor, action, outcome, from, to, before, most);
  }

  public AuditQuery by(@Nullable String wanted) {
    return new AuditQuery(resident, wanted, action, outcome, from, to, before, most);
  }

  public AuditQuery doing(@Nullable String wanted) {
    return new AuditQuery(resident, actor, wanted, outcome, from, to, before, most);
  }

  public AuditQuery ending(@Nullable String wanted) {
    return new AuditQuery(resident, actor, action, wanted, from, to, before, most);
  }

  public AuditQuery between(@Nullable Instant first, @Nullable Instant end) {
    return new AuditQuery(resident, actor, action, outcome, first, end, before, most);
  }

  public AuditQuery after(@Nullable String rowId) {
    return new AuditQuery(resident, actor, action, outcome, from, to, rowId, most);
  }
}
