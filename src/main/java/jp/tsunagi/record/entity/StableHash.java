package jp.tsunagi.record.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 索引ハッシュ. Stands for a text in an index key: the first bytes of its SHA-256, so that nobody can
 * make two texts meet on purpose.
 */
public final class StableHash {
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
              throw new IllegalStateException(impossible);
            }
          });

  private StableHash() {}

  public static long of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static long of(byte[] bytes) {
    return ByteBuffer.wrap(DIGEST.get().digest(bytes)).getLong();
  }

  /** 32 bits, for what has few values: systems and units. Never 0, which means none. */
  public static int ofName(String text) {
    int hash = (int) of(text);
    return hash == 0 ? 1 : hash;
  }

  /** One hash for two texts, told apart wherever the border between them lies. */
  public static long ofPair(String first, String second) {
    return of(first.length() + ":" + first + second);
  }
}
