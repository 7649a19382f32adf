package jp.tsunagi.audit.entity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * 監査の束. Rows of a node's journal that are kept together, in the order of their numbers; never
 * empty. A thousand reads in a second then cost the database a few rows, and an eighth of the room.
 *
 * @param records rows with their content; their numbers ascend, others may lie between
 * @param rows the same, read
 */
public record AuditBlock(String node, List<JournalRecord> records, List<AuditRow> rows) {
  private static final int MOST_VALUE = 190;
  private static final int QUICK = 3;

  /**
   * By what a block is found.
   *
   * @param kind {@code r} resident, {@code u} user, {@code g} ground
   */
  public record Key(char kind, String value) implements Comparable<Key> {
    public static Key resident(String id) {
      return new Key('r', cut(id));
    }

    public static Key user(String name) {
      return new Key('u', cut(name));
    }

    public static Key ground(String code) {
      return new Key('g', cut(code));
    }

    private static String cut(String text) {
      return text.length() <= MOST_VALUE ? text : text.substring(0, MOST_VALUE);
    }

    @Override
    public int compareTo(Key other) {
      return kind == other.kind
          ? value.compareTo(other.value)
          : Character.compare(kind, other.kind);
    }
  }

  public static AuditBlock of(String node, List<JournalRecord> records) {
    return new AuditBlock(
        node, List.copyOf(records), records.stream().map(JournalRecord::row).toList());
  }

  /** Reads what {@link #content} wrote; as much of it as is sound, an error when nothing is. */
  public static AuditBlock of(String node, byte[] content) {
    List<JournalRecord> records = new ArrayList<>();
    ByteBuffer journal = ByteBuffer.wrap(inflated(content));
    for (Optional<JournalRecord> record = JournalRecord.read(journal);
        record.isPresent();
        record = JournalRecord.read(journal)) {
      records.add(record.get());
    }
    if (records.isEmpty()) {
      throw new IllegalStateException("an unreadable block of the trail");
    }
    return of(node, records);
  }

  private static byte[] inflated(byte[] content) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("an unreadable block of the trail", e);
    }
  }

  /** The records as they are in the journal, deflated. */
  public byte[] content() {
    Deflater deflater = new Deflater(QUICK);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(content, deflater, 8_192)) {
      for (JournalRecord record : records) {
        out.write(record.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always writable", e);
    } finally {
      deflater.end();
    }
    return content.toByteArray();
  }

  public ChainLink first() {
    return records.get(0).link();
  }

  public ChainLink last() {
    return records.get(records.size() - 1).link();
  }

  /** The smallest id of its rows; ids are ordered by time, but not strictly as their numbers. */
  public String firstRow() {
    return rows.stream().map(AuditRow::id).min(String::compareTo).orElseThrow();
  }

  /** The greatest id of its rows; the name of the block. */
  public String lastRow() {
    return rows.stream().map(AuditRow::id).max(String::compareTo).orElseThrow();
  }

  public Instant firstAt() {
    return rows.stream().map(AuditRow::at).min(Instant::compareTo).orElseThrow();
  }

  public Instant lastAt() {
    return rows.stream().map(AuditRow::at).max(Instant::compareTo).orElseThrow();
  }

  /** By what the block is found. */
  public TreeSet<Key> keys() {
    TreeSet<Key> keys = new TreeSet<>();
    for (AuditRow row : rows) {
      row.residents().forEach(resident -> keys.add(Key.resident(resident)));
      keys.add(Key.user(row.actor().user()));
      keys.add(Key.ground(row.ground()));
    }
    return keys;
  }
}
