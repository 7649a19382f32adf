package jp.tsunagi.exchange.boundary;

import java.time.Instant;
import java.util.List;

/**
 * 一括出力の状況. How far an export is; its files once it is complete.
 *
 * @param progress for people to read
 * @param transactionTime everything that changed before is in it; ask with {@code _since} this next
 */
public record BulkExportState(
    boolean complete,
    String progress,
    Instant transactionTime,
    Instant expires,
    String request,
    List<File> files) {
  public BulkExportState {
    files = List.copyOf(files);
  }

  /** One file of newline-delimited JSON. */
  public record File(int position, String type, int count) {}
}
