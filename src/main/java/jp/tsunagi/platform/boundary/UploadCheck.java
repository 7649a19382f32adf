package jp.tsunagi.platform.boundary;

import java.util.Set;

/**
 * 添付の検査. What everybody who takes in a file asks first: its size, whether its content is what it
 * says it is, and, where one is set up, the virus scanner.
 */
public interface UploadCheck {
  /** 書類と写真. */
  Set<String> DOCUMENTS = Set.of("application/pdf", "image/jpeg", "image/png");

  /**
   * Throws {@code too-large}, {@code unsupported-media-type}, {@code invalid-content} when the
   * scanner finds something, {@code busy} when it cannot be asked.
   *
   * @param contentType as the sender says, parameters left aside
   * @return the type it was accepted as
   */
  String accept(byte[] content, String contentType, Set<String> allowed);

  /** How many bytes are taken in at most. */
  int most();
}
