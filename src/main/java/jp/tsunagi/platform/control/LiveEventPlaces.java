package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * 速報の位置. Numbers of live events as they travel: whoever sees a few of them must not be able to
 * count those of others in between. One block of a cipher, so that the same place always looks the
 * same.
 */
@ApplicationScoped
class LiveEventPlaces {
  private static final int BLOCK = 16;
  private static final long NOWHERE = -1;

  private byte[] key = new byte[BLOCK];

  @SuppressWarnings("NullAway.Init")
  protected LiveEventPlaces() {}

  /**
   * @param secret the same on all nodes
   */
  @Inject
  LiveEventPlaces(@ConfigProperty(name = "tsunagi.record.cursor-secret") String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("live-event:" + secret).getBytes(StandardCharsets.UTF_8));
      key = Arrays.copyOf(digest, BLOCK);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String of(long number) {
    byte[] plain = ByteBuffer.allocate(BLOCK).putLong(number).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(run(Cipher.ENCRYPT_MODE, plain));
  }

  /** The number of a place; negative for what is none of ours. */
  long number(@Nullable String place) {
    if (place == null || !place.matches("[\\w-]{22}")) {
      return NOWHERE;
    }
    ByteBuffer plain =
        ByteBuffer.wrap(run(Cipher.DECRYPT_MODE, Base64.getUrlDecoder().decode(place)));
    long number = plain.getLong();
    return plain.getLong() == 0 ? number : NOWHERE;
  }

  private byte[] run(int mode, byte[] block) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(block);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
