package jp.tsunagi.audit.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * 記帳. One record of a node's journal: a link of the chain, with the row itself ({@link Kind#ROW})
 * or, for a row that committed with a write, without it ({@link Kind#COMMITTED}).
 *
 * <p>In the file: length of the rest, CRC-32C of the rest, kind, number, hash, digest, length of
 * the id, id, content. A record that is cut off or does not match its checksum never was written.
 *
 * @param read the content, read; null where nobody has read it yet
 */
public record JournalRecord(
    Kind kind, ChainLink link, byte @Nullable [] content, @Nullable AuditRow read) {
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int FIXED = 1 + Long.BYTES + 2 * ChainLink.HASH_BYTES + 1;
  private static final int MOST = 16 * 1024 * 1024;

  /** What the record holds. */
  public enum Kind {
    ROW,
    COMMITTED
  }

  public JournalRecord(Kind kind, ChainLink link, byte @Nullable [] content) {
    this(kind, link, content, null);
  }

  /** The row of the content; an error for a record that has none. */
  public AuditRow row() {
    return read == null ? AuditRow.of(ownContent()) : read;
  }

  /** The content of a row; an error for a record that has none. */
  public byte[] ownContent() {
    if (content == null) {
      throw new IllegalStateException("the row of this record is elsewhere");
    }
    return content;
  }

  /** The bytes in the file. */
  public byte[] bytes() {
    byte[] id = link.rowId().getBytes(StandardCharsets.US_ASCII);
    byte[] body = content == null ? new byte[0] : content;
    int length = FIXED + id.length + body.length;
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + length);
    buffer.putInt(length).putInt(0);
    buffer.put((byte) kind.ordinal()).putLong(link.seq()).put(link.hash()).put(link.digest());
    buffer.put((byte) id.length).put(id).put(body);
    CRC32C sum = new CRC32C();
    sum.update(buffer.array(), HEAD, length);
    buffer.putInt(Integer.BYTES, (int) sum.getValue());
    return buffer.array();
  }

  /**
   * Reads the record at the buffer's position and moves past it; empty, and not moved, when there
   * is no whole and sound one.
   */
  public static Optional<JournalRecord> read(ByteBuffer buffer) {
    int start = buffer.position();
    if (buffer.remaining() < HEAD) {
      return Optional.empty();
    }
    int length = buffer.getInt(start);
    if (length < FIXED || length > MOST || buffer.remaining() < HEAD + length) {
      return Optional.empty();
    }
    CRC32C sum = new CRC32C();
    sum.update(buffer.slice(start + HEAD, length));
    if ((int) sum.getValue() != buffer.getInt(start + Integer.BYTES)) {
      return Optional.empty();
    }
    buffer.position(start + HEAD);
    return Optional.of(readBody(buffer, length));
  }

  private static JournalRecord readBody(ByteBuffer buffer, int length) {
    Kind kind = Kind.values()[buffer.get()];
    long seq = buffer.getLong();
    byte[] hash = bytes(buffer, ChainLink.HASH_BYTES);
    byte[] digest = bytes(buffer, ChainLink.HASH_BYTES);
    int idLength = buffer.get();
    String id = new String(bytes(buffer, idLength), StandardCharsets.US_ASCII);
    byte[] content = bytes(buffer, length - FIXED - idLength);
    return new JournalRecord(
        kind, new ChainLink(seq, id, digest, hash), kind == Kind.ROW ? content : null);
  }

  private static byte[] bytes(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
