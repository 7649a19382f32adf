package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.UploadCheck;
import org.eclipse.microprofile.config.Config;

/** Looks at the first bytes, not at the name; no type that a browser would run is known here. */
@ApplicationScoped
public class UploadGate implements UploadCheck {
  /** How large a file may be, in bytes. */
  public static final String MOST = "tsunagi.upload.most-bytes";

  /** Address of a ClamAV daemon, {@code host:port}; empty: nothing is scanned. */
  public static final String CLAMAV = "tsunagi.upload.clamav";

  private static final Map<String, List<byte[]>> BEGINNINGS =
      Map.of(
          "application/pdf", List.of("%PDF-".getBytes(StandardCharsets.US_ASCII)),
          "image/jpeg", List.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}),
          "image/png", List.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a}));

  private int most = 10 * 1024 * 1024;
  private Optional<VirusScanner> scanner = Optional.empty();

  protected UploadGate() {}

  @Inject
  UploadGate(Config config) {
    this(
        config.getOptionalValue(MOST, Integer.class).orElse(10 * 1024 * 1024),
        config.getOptionalValue(CLAMAV, String.class).filter(address -> !address.isBlank()));
  }

  UploadGate(int most, Optional<String> clamav) {
    if (most < 1) {
      throw new IllegalStateException(MOST + " must be 1 or more");
    }
    this.most = most;
    this.scanner = clamav.map(VirusScanner::at);
  }

  @Override
  public int most() {
    return most;
  }

  @Override
  public String accept(byte[] content, String contentType, Set<String> allowed) {
    if (content.length > most) {
      throw new ProblemException(ProblemCode.TOO_LARGE);
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!allowed.contains(type) || !beginsAs(content, type)) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }
    if (scanner.isPresent() && !scanner.get().isClean(content)) {
      throw ProblemException.invalid("content", "upload.infected");
    }
    return type;
  }

  private static boolean beginsAs(byte[] content, String type) {
    return BEGINNINGS.getOrDefault(type, List.of()).stream()
        .anyMatch(
            beginning ->
                content.length >= beginning.length
                    && Arrays.equals(beginning, 0, beginning.length, content, 0, beginning.length));
  }
}
