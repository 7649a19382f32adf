package jp.tsunagi.emergency.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * 通報. The neutral event: what a centre hands over, whatever protocol its devices speak. Identified
 * by the centre and the centre's own event id, so that sending it again has one effect.
 *
 * @param deviceId the device's identifier at the centre
 * @param occurredAt by the device's or the centre's clock, kept to the millisecond
 * @param exercise a drill; it never touches a real case
 */
public record EmergencyEvent(
    String centre,
    String eventId,
    String deviceId,
    EmergencyKind kind,
    @Nullable SourceCode code,
    OffsetDateTime occurredAt,
    @Nullable String text,
    @Nullable GeoPoint location,
    boolean exercise) {
  /** Longest ids that are accepted; the record's index holds no longer ones. */
  public static final int ID_LENGTH = 128;

  /** Longest text: a centre's protocol of a call fits, a book does not. */
  public static final int TEXT_LENGTH = 10_000;

  public EmergencyEvent {
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    text = text == null || text.isBlank() ? null : text.strip();
  }

  /**
   * Tells two events with the same id apart: equal exactly when they say the same, the time as an
   * instant whatever offset it was written with.
   */
  public String contentDigest() {
    MessageDigest digest = sha256();
    add(digest, centre);
    add(digest, eventId);
    add(digest, deviceId);
    add(digest, kind.code());
    add(digest, code == null ? null : code.system());
    add(digest, code == null ? null : code.value());
    add(digest, Long.toString(occurredAt.toInstant().toEpochMilli()));
    add(digest, text);
    add(digest, location == null ? null : location.latitude().toPlainString());
    add(digest, location == null ? null : location.longitude().toPlainString());
    add(digest, Boolean.toString(exercise));
    return HexFormat.of().formatHex(digest.digest());
  }

  // Each part is preceded by its length, absent parts by -1, so that no two events run together.
  private static void add(MessageDigest digest, @Nullable String part) {
    if (part == null) {
      digest.update(ByteBuffer.allocate(4).putInt(0, -1));
      return;
    }
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
