package jp.tsunagi.audit.control;

import jp.tsunagi.audit.entity.ChainLink;
import org.jspecify.annotations.Nullable;

/**
 * One link as a chain is walked, and what is wrong with its row.
 *
 * @param link absent where its block cannot be read
 * @param fault {@code row-missing}, {@code row-changed}, {@code residents-changed} or {@code
 *     block-changed}
 */
record ChainStep(long seq, String rowId, @Nullable ChainLink link, @Nullable String fault) {
  static ChainStep of(ChainLink link, @Nullable String fault) {
    return new ChainStep(link.seq(), link.rowId(), link, fault);
  }
}
