package jp.tsunagi.record.control;

import jp.tsunagi.record.entity.LogicalId;
import org.jspecify.annotations.Nullable;

/**
 * 読み出した版. One version as read from the store.
 *
 * @param json expanded; null for a deletion
 */
public record StoredBody(
    long sid, LogicalId id, int version, long lastUpdated, byte @Nullable [] json) {}
