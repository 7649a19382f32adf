package jp.tsunagi.record.boundary;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jp.tsunagi.record.control.LocalTransaction;
import jp.tsunagi.record.control.RecordAssembly;

/**
 * A record store on a real database, without a container, for the tests of other components: their
 * observers are called as CDI would call them, inside the transaction.
 */
public final class AssembledRecord {
  final RecordAssembly parts;
  final RecordingEvent<RecordChanging> changing = new RecordingEvent<>();
  final RecordingEvent<RecordChanged> changed = new RecordingEvent<>();
  final DatabaseRecordStore store;

  public AssembledRecord(Clock clock) {
    parts = new RecordAssembly(clock);
    store =
        new DatabaseRecordStore(
            parts.transaction,
            parts.resources,
            parts.versions,
            parts.pending,
            parts.keys,
            parts.catalogue,
            parts.extractor,
            parts.engine,
            parts.compression,
            parts.search,
            changing,
            changed,
            clock);
  }

  public RecordStore store() {
    return store;
  }

  public LocalTransaction transaction() {
    return parts.transaction;
  }

  public void observedBy(Consumer<RecordChanging> before, Consumer<RecordChanged> after) {
    changing.observer = before;
    changed.observer = after;
  }

  /** Makes everything derived anew, as {@code bin/reindex} does. */
  public void revisit(Consumer<RecordRevisited> each, Consumer<RecordsRevisited> end) {
    RecordingEvent<RecordRevisited> revisited = new RecordingEvent<>();
    RecordingEvent<RecordsRevisited> ended = new RecordingEvent<>();
    revisited.observer = each;
    ended.observer = end;
    RecordIndex index =
        new RecordIndex(
            parts.resources,
            parts.pending,
            parts.catalogue,
            parts.extractor,
            parts.engine,
            parts.compression,
            revisited,
            ended);
    String next = null;
    do {
      String after = next;
      next = in(() -> index.rebuild(after)).next();
    } while (next != null);
  }

  public <T> T in(Callable<T> work) {
    return parts.transaction.in(work);
  }
}
