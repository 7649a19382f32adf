package jp.tsunagi.audit.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.audit.entity.JournalRecord;
import jp.tsunagi.audit.entity.JournalRecord.Kind;
import org.jspecify.annotations.Nullable;

/**
 * 監査帳. The node's append-only file. A record is with the operating system when {@link #append}
 * returns, so it survives the death of the process; {@link #sync} brings it to the disk.
 *
 * <p>The file is a series of segments named by their first number. The tail a power cut tore off is
 * removed when the journal is opened. Once a write or a sync failed, nothing is accepted any more:
 * what cannot be recorded must not be shown.
 */
final class Journal implements Closeable {
  private static final Logger LOG = Logger.getLogger(Journal.class.getName());
  private static final byte[] MAGIC = "TSNGAUD1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 8 + ChainLink.HASH_BYTES;
  private static final String PREFIX = "journal-";
  private static final String SUFFIX = ".log";
  private static final int READ_AT_ONCE = 1 << 20;
  private static final int MOST_RECENT = 4 << 20;

  /** Where a reader stands: in which segment, at which byte, after which record. */
  record Position(long segment, long offset, long seq) {}

  /** What a reader found, and where it stands then. */
  record Batch(List<JournalRecord> records, Position next) {}

  /** Appended and perhaps not read yet, with where the file ends after it. */
  private record Recent(JournalRecord record, Position end, int bytes) {}

  private final Path folder;
  private final long segmentBytes;
  private final NavigableMap<Long, Path> segments = new TreeMap<>();
  private final FileChannel lockChannel;
  private final FileLock lock;
  private RandomAccessFile file;
  private long written;
  private long synced;
  private long lastSeq;
  private byte[] lastHash = ChainLink.genesis();
  private final Deque<Recent> recent = new ArrayDeque<>();
  private int recentBytes;
  private @Nullable Throwable broken;

  private Journal(Path folder, long segmentBytes) throws IOException {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    Files.createDirectories(folder);
    lockChannel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = lockedBy(lockChannel, folder);
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(Journal::isSegment).forEach(path -> segments.put(firstSeq(path), path));
    }
    if (segments.isEmpty()) {
      file = begin(1);
    } else {
      file = recover();
    }
  }

  /** Opens or begins the journal of a folder. One process at a time holds it. */
  static Journal open(Path folder, long segmentBytes) {
    try {
      return new Journal(folder, segmentBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the audit journal in " + folder + " cannot be opened", e);
    }
  }

  private static FileLock lockedBy(FileChannel channel, Path folder) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      LOG.log(Level.FINE, "held within this process", e);
    }
    channel.close();
    throw new IOException("another process writes the audit journal in " + folder);
  }

  private static boolean isSegment(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  private static long firstSeq(Path path) {
    String name = path.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  private RandomAccessFile begin(long seq) throws IOException {
    Path path = folder.resolve(PREFIX + String.format("%020d", seq) + SUFFIX);
    RandomAccessFile begun = new RandomAccessFile(path.toFile(), "rw");
    begun.setLength(0);
    begun.write(MAGIC);
    begun.write(lastHash);
    begun.getFD().sync();
    syncFolder();
    segments.put(seq, path);
    written = HEADER;
    synced = HEADER;
    return begun;
  }

  // A new file exists after a power cut only when its folder was synced too.
  private void syncFolder() throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private RandomAccessFile recover() throws IOException {
    long first = segments.lastKey();
    Path path = segments.lastEntry().getValue();
    byte[] header = header(path);
    if (header.length < HEADER) {
      // The power went while the segment was begun: nothing was in it yet.
      segments.remove(first);
      Files.delete(path);
      return segments.isEmpty() ? begin(first) : recover();
    }
    lastSeq = first - 1;
    lastHash = Arrays.copyOfRange(header, MAGIC.length, HEADER);
    written = Files.size(path);
    long sound = HEADER;
    Position at = new Position(first, HEADER, lastSeq);
    for (Batch batch = readFile(at); !batch.records().isEmpty(); batch = readFile(at)) {
      JournalRecord last = batch.records().get(batch.records().size() - 1);
      lastSeq = last.link().seq();
      lastHash = last.link().hash();
      at = batch.next();
      sound = at.offset();
    }
    RandomAccessFile recovered = new RandomAccessFile(path.toFile(), "rw");
    if (sound < written) {
      LOG.log(
          Level.WARNING,
          "the audit journal ended in a torn record; {0} bytes after record {1} removed",
          new Object[] {written - sound, lastSeq});
      recovered.setLength(sound);
      recovered.getFD().sync();
    }
    recovered.seek(sound);
    written = sound;
    synced = sound;
    return recovered;
  }

  private static byte[] header(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      byte[] header = in.readNBytes(HEADER);
      if (header.length == HEADER && !Arrays.equals(header, 0, 8, MAGIC, 0, 8)) {
        throw new IOException(path + " is not an audit journal");
      }
      return header;
    }
  }

  /** Adds a row and returns its number. */
  long append(AuditRow row) {
    byte[] content = row.content();
    return append(Kind.ROW, row.id(), ChainLink.digest(content), content, row);
  }

  /** Adds the link of a row that committed with a write and returns its number. */
  long appendCommitted(String rowId, byte[] digest) {
    return append(Kind.COMMITTED, rowId, digest, null, null);
  }

  private synchronized long append(
      Kind kind, String rowId, byte[] digest, byte @Nullable [] content, @Nullable AuditRow row) {
    refuseIfBroken();
    ChainLink link = ChainLink.next(lastHash, lastSeq + 1, rowId, digest);
    JournalRecord record = new JournalRecord(kind, link, content, row);
    byte[] bytes = record.bytes();
    try {
      if (written >= segmentBytes) {
        rotate();
      }
      file.write(bytes);
    } catch (IOException e) {
      takeBack(e);
      throw new UncheckedIOException("the audit journal cannot be written", e);
    }
    written += bytes.length;
    lastSeq = link.seq();
    lastHash = link.hash();
    keep(record, bytes.length);
    return lastSeq;
  }

  private void keep(JournalRecord record, int bytes) {
    recent.addLast(new Recent(record, new Position(segments.lastKey(), written, lastSeq), bytes));
    recentBytes += bytes;
    while (recentBytes > MOST_RECENT) {
      recentBytes -= recent.removeFirst().bytes();
    }
  }

  /** What follows a position, from memory; empty when not all of it is there. */
  private synchronized Optional<Batch> recent(Position from) {
    while (!recent.isEmpty() && recent.getFirst().end().seq() <= from.seq()) {
      recentBytes -= recent.removeFirst().bytes();
    }
    if (recent.isEmpty() || recent.getFirst().end().seq() != from.seq() + 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Batch(recent.stream().map(Recent::record).toList(), recent.getLast().end()));
  }

  private void rotate() throws IOException {
    file.getChannel().force(false);
    file.close();
    file = begin(lastSeq + 1);
  }

  // A half-written record must not be continued by the next one.
  private void takeBack(IOException cause) {
    try {
      file.setLength(written);
      file.seek(written);
    } catch (IOException e) {
      cause.addSuppressed(e);
      broken = cause;
    }
  }

  /** Brings what was appended to the disk; does nothing when there is nothing new. */
  void sync() {
    RandomAccessFile syncing;
    long upTo;
    synchronized (this) {
      if (synced == written || broken != null) {
        return;
      }
      syncing = file;
      upTo = written;
    }
    try {
      // Outside the lock on purpose: appending goes on while the disk works.
      syncing.getChannel().force(false);
    } catch (IOException e) {
      synchronized (this) {
        if (syncing == file) {
          broken = e;
        }
      }
      LOG.log(Level.SEVERE, "the audit journal cannot be brought to the disk", e);
      return;
    }
    synchronized (this) {
      if (syncing == file) {
        synced = Math.max(synced, upTo);
      }
    }
  }

  private void refuseIfBroken() {
    if (broken != null) {
      throw new IllegalStateException(
          "the audit journal is broken; nothing more is recorded", broken);
    }
  }

  synchronized boolean isSound() {
    return broken == null;
  }

  synchronized long lastSeq() {
    return lastSeq;
  }

  /** Where reading begins so that the next record is the one after {@code seq}; empty if gone. */
  synchronized Optional<Position> after(long seq) {
    Long segment = segments.floorKey(seq + 1);
    return segment == null
        ? Optional.empty()
        : Optional.of(new Position(segment, HEADER, segment - 1));
  }

  /**
   * The records that follow a position, some megabytes of them. What was appended just now need not
   * be read from the file. For one reader: what one has passed is not kept for another.
   */
  Batch read(Position from) throws IOException {
    Optional<Batch> known = recent(from);
    return known.isPresent() ? known.get() : readFile(from);
  }

  private Batch readFile(Position from) throws IOException {
    Path path;
    long end;
    Long following;
    synchronized (this) {
      path = segments.get(from.segment());
      following = segments.higherKey(from.segment());
      end = following == null ? written : -1;
    }
    if (path == null) {
      throw new IOException("segment " + from.segment() + " of the audit journal is gone");
    }
    List<JournalRecord> records = new ArrayList<>();
    Position at = from;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = end < 0 ? channel.size() : end;
      int room = READ_AT_ONCE;
      while (at.offset() < size && records.isEmpty()) {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(room, size - at.offset()));
        channel.read(buffer, at.offset());
        at = take(buffer.flip(), at, records);
        if (room >= size - at.offset()) {
          break;
        }
        room *= 4;
      }
    }
    if (records.isEmpty() && following != null) {
      return readFile(new Position(following, HEADER, following - 1));
    }
    return new Batch(records, at);
  }

  private static Position take(ByteBuffer buffer, Position from, List<JournalRecord> records) {
    Position at = from;
    for (Optional<JournalRecord> record = JournalRecord.read(buffer);
        record.isPresent();
        record = JournalRecord.read(buffer)) {
      records.add(record.get());
      at =
          new Position(
              from.segment(), from.offset() + buffer.position(), record.get().link().seq());
    }
    return at;
  }

  /** Removes segments all of whose records are replayed, except the newest {@code kept}. */
  synchronized void forget(long replayed, int kept) throws IOException {
    while (segments.size() > kept + 1) {
      Long second = segments.higherKey(segments.firstKey());
      if (second == null || second > replayed) {
        return;
      }
      Files.delete(segments.pollFirstEntry().getValue());
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (broken == null) {
      file.getChannel().force(false);
    }
    broken = new IllegalStateException("closed");
    file.close();
    lock.release();
    lockChannel.close();
  }
}
