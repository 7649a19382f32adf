package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * 続きの印。 Where a page ended, sealed: it may hold part of a name or a date of birth, travels in
 * addresses and logs, and must work for nobody but who asked and for no other search. Nothing is
 * kept on the server.
 */
@ApplicationScoped
class SearchCursor {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private byte[] key = new byte[16];

  @SuppressWarnings("NullAway.Init")
  protected SearchCursor() {}

  /**
   * @param secret the same on all nodes
   */
  @Inject
  SearchCursor(@ConfigProperty(name = "tsunagi.record.cursor-secret") String secret) {
    byte[] digest = digest("cursor:" + secret);
    key = Arrays.copyOf(digest, 16);
  }

  /** Values of the sort keys of the last match, then its sid. */
  String seal(List<String> position, SearchRequest request) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] plain = String.join("\u0000", position).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, request).doFinal(plain);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  List<String> open(String cursor, SearchRequest request) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      byte[] nonce = Arrays.copyOf(bytes, NONCE);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, request).doFinal(bytes, NONCE, bytes.length - NONCE);
      return new ArrayList<>(
          Arrays.asList(new String(plain, StandardCharsets.UTF_8).split("\u0000", -1)));
    } catch (GeneralSecurityException | IllegalArgumentException foreign) {
      throw SearchValue.wrong("cursor", "cursor");
    }
  }

  private Cipher cipher(int mode, byte[] nonce, SearchRequest request)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(digest(bound(request)));
    return cipher;
  }

  /** Everything the cursor is bound to; the size of a page is free. */
  private static String bound(SearchRequest request) {
    return request.user()
        + "\n"
        + request.type()
        + "\n"
        + request.compartment()
        + "\n"
        + request.criteria().stream()
            .map(one -> one.name() + "=" + one.value())
            .collect(Collectors.joining("\n"));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
