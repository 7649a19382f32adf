package jp.tsunagi.record.control;

import java.util.List;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 読み出した版. One version as read from the store.
 *
 * @param body compressed; null for a deletion
 * @param traits what lies beside its current row; null when nobody asked for it
 * @param current whether it is the current version itself, which the traits tell about
 * @param writers whose version it is; null when nobody asked for it
 */
public record StoredBody(
    long sid,
    LogicalId id,
    int version,
    long lastUpdated,
    byte @Nullable [] body,
    @Nullable Traits traits,
    boolean current,
    @Nullable Writers writers) {

  /**
   * What a decision about a row can rest on without its content.
   *
   * @param kind which use of its type it is
   * @param residents whom it is about; null when only the content tells
   * @param beside what stands beside it of the one resident it is about; null when nobody asked, or
   *     nothing does
   */
  public record Traits(
      int kind,
      boolean sealed,
      @Nullable List<String> residents,
      @Nullable List<@Nullable String> beside) {}

  /**
   * Whose a version is.
   *
   * @param author the organization that had created the resource
   * @param sole the one whose members alone wrote it up to this version
   */
  public record Writers(@Nullable String author, @Nullable String sole) {}

  /** What a query found beside the resource itself. */
  public static StoredBody of(
      long sid,
      LogicalId id,
      int version,
      long lastUpdated,
      byte @Nullable [] body,
      Writers writers) {
    return new StoredBody(sid, id, version, lastUpdated, body, null, true, writers);
  }

  public boolean isDeletion() {
    return body == null;
  }

  /** Which use of its type it is; null when only the content tells. */
  public @Nullable Integer kind() {
    return current && traits != null ? (Integer) traits.kind() : null;
  }

  /** Whether it is sealed; null when only the content tells. */
  public @Nullable Boolean sealed() {
    return current && traits != null ? (Boolean) traits.sealed() : null;
  }

  /** Whom it is about; null when only the content tells. */
  public @Nullable List<String> residents() {
    return current && traits != null ? traits.residents() : null;
  }
}
