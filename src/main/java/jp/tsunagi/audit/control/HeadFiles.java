package jp.tsunagi.audit.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.tsunagi.audit.boundary.ChainHeads;
import jp.tsunagi.platform.boundary.Json;

/**
 * 先端の控え. One file a day with the heads of all chains, in a folder whose copies are kept elsewhere.
 */
final class HeadFiles {
  private static final String PREFIX = "audit-heads-";
  private static final String SUFFIX = ".json";
  private static final ObjectMapper MAPPER = Json.mapper();

  private HeadFiles() {}

  private static Path fileOf(Path folder, LocalDate day) {
    return folder.resolve(PREFIX + day + SUFFIX);
  }

  static boolean has(Path folder, LocalDate day) {
    return Files.exists(fileOf(folder, day));
  }

  /** Writes the day's file whole or not at all. */
  static Path write(Path folder, LocalDate day, ChainHeads heads) {
    Path file = fileOf(folder, day);
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.createDirectories(folder);
      Files.write(unfinished, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(heads));
      return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the heads of the audit chains were not kept", e);
    }
  }

  /** What one file, or all files of a folder, say. */
  static List<ChainHeads> read(Path fileOrFolder) {
    try {
      if (!Files.isDirectory(fileOrFolder)) {
        return List.of(MAPPER.readValue(Files.readAllBytes(fileOrFolder), ChainHeads.class));
      }
      List<ChainHeads> all = new ArrayList<>();
      try (Stream<Path> files = Files.list(fileOrFolder)) {
        for (Path file : files.filter(HeadFiles::isOne).sorted().toList()) {
          all.addAll(read(file));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(fileOrFolder + " does not hold heads of audit chains", e);
    }
  }

  private static boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
