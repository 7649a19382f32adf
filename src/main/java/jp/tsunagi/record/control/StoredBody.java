package jp.tsunagi.record.control;

import java.util.List;
import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 読み出した版. One version as read from the store.
 *
 * @param body compressed; null for a deletion
 * @param kind which use of its type it is; null when only the content tells
 * @param residents whom it is about; null when only the content tells
 */
public record StoredBody(
    long sid,
    LogicalId id,
    int version,
    long lastUpdated,
    byte @Nullable [] body,
    @Nullable Integer kind,
    @Nullable List<String> residents) {

  /** What a query found beside the resource itself. */
  public static StoredBody of(
      long sid, LogicalId id, int version, long lastUpdated, byte @Nullable [] body) {
    return new StoredBody(sid, id, version, lastUpdated, body, null, null);
  }

  public boolean isDeletion() {
    return body == null;
  }
}
