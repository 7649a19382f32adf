package jp.tsunagi.audit.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name of this node's chain. It lies beside the journal it names: a node that lost its journal
 * must not continue the old chain, so it takes a new name.
 */
final class NodeName {
  private static final String FILE = "node-name";
  private static final int RANDOM_BYTES = 5;

  private NodeName() {}

  /** The name of the journal in this folder, made on first use. */
  static String of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        return Files.readString(file, StandardCharsets.US_ASCII).trim();
      }
      return renew(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the name of the audit node in " + folder, e);
    }
  }

  private static String renew(Path folder) throws IOException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String name = "node-" + HexFormat.of().formatHex(random);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(FILE),
        name,
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.DSYNC);
    return name;
  }
}
