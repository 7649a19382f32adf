package jp.tsunagi.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** フォルダー操作。 Unpacks, copies and removes whole folders. */
final class Folders {
  private Folders() {}

  /**
   * Unpacks a zip beside the target and renames it when complete, so that an interrupted start
   * leaves nothing half done.
   *
   * @param naming where an entry goes below the target, or null to leave it out
   */
  static void unpack(Path zip, Path target, Function<String, @Nullable String> naming)
      throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    delete(unfinished);
    Files.createDirectories(unfinished);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.isDirectory() ? null : naming.apply(entry.getName());
        if (name == null) {
          continue;
        }
        Path path = unfinished.resolve(name).normalize();
        if (!path.startsWith(unfinished)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        Files.createDirectories(path.resolveSibling("."));
        try (InputStream content = file.getInputStream(entry)) {
          Files.copy(content, path);
        }
      }
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
