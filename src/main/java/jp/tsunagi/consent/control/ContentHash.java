package jp.tsunagi.consent.control;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash FHIR wants beside an attachment: SHA-1, which is there to find damage, not forgery. */
final class ContentHash {
  private ContentHash() {}

  static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
