package jp.tsunagi.audit.entity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 連鎖の環. The place of one row in its node's chain. Whoever changes, removes or inserts a row must
 * recompute every later link, and the heads are known elsewhere.
 *
 * @param digest SHA-256 of the row's content
 * @param hash SHA-256 of the previous link's hash, the number and the digest
 */
public record ChainLink(long seq, String rowId, byte[] digest, byte[] hash) {
  public static final int HASH_BYTES = 32;

  /** What the first link continues. */
  public static byte[] genesis() {
    return new byte[HASH_BYTES];
  }

  public static ChainLink next(byte[] previous, long seq, String rowId, byte[] digest) {
    return new ChainLink(seq, rowId, digest, hash(previous, seq, digest));
  }

  public static byte[] hash(byte[] previous, long seq, byte[] digest) {
    MessageDigest sha = sha256();
    sha.update(previous);
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seq));
    return sha.digest(digest);
  }

  public static byte[] digest(byte[] content) {
    return sha256().digest(content);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
