package jp.tsunagi.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * データフォルダー。 The folder that holds everything a start leaves behind, owned by one launcher at a
 * time.
 *
 * <p>The lock is the operating system's and ends with the process that holds it, however that
 * ended: a stale lock cannot exist. Whoever holds it may end what an earlier, killed launcher left
 * running, because nobody else can own it.
 */
public final class DataFolder implements AutoCloseable {
  private static final long MEGABYTE = 1024L * 1024L;
  private static final long NEEDED_MEGABYTES = 500;
  private static final long NEEDED_MEGABYTES_AT_FIRST = 1500;

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Takes the folder, or says who has it. */
  public static DataFolder open(Path root) {
    try {
      Files.createDirectories(root.resolve("log"));
      Files.createDirectories(root.resolve("run"));
      requireSpace(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("run/launcher.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!locked(channel)) {
        String holder =
            new String(
                Files.readAllBytes(root.resolve("run/launcher.lock")), StandardCharsets.UTF_8);
        channel.close();
        throw new LauncherFailure(
            "Tsunagi is already running on "
                + root
                + " (process "
                + holder.strip()
                + "): stop it, or set TSUNAGI_DATA to another folder.");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      DataFolder folder = new DataFolder(root, channel);
      ServerProcess.endOrphans(folder);
      return folder;
    } catch (IOException failure) {
      throw new LauncherFailure("The data folder " + root + " cannot be used: " + failure, failure);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      return held != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void requireSpace(Path root) throws IOException {
    long needed =
        Files.exists(root.resolve("database")) ? NEEDED_MEGABYTES : NEEDED_MEGABYTES_AT_FIRST;
    long free = Files.getFileStore(root).getUsableSpace() / MEGABYTE;
    if (free < needed) {
      throw new LauncherFailure(
          "Only "
              + free
              + " MB are free for "
              + root
              + ", "
              + needed
              + " MB are needed: make room, or set TSUNAGI_DATA to a folder on another disk.");
    }
  }

  public Path root() {
    return root;
  }

  public Path resolve(String name) {
    return root.resolve(name);
  }

  /** The log file of a child process; the one of the start before is kept beside it. */
  Path freshLog(String name) {
    Path log = log(name);
    try {
      if (Files.exists(log)) {
        Files.move(
            log,
            log.resolveSibling(name + ".previous.log"),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      return log;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path log(String name) {
    return root.resolve("log").resolve(name + ".log");
  }

  /** A random secret, made once and readable by the owner alone. */
  public String secret(String name) {
    Path file = root.resolve("secrets").resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        writePrivately(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new LauncherFailure("The secret " + file + " cannot be kept: " + failure, failure);
    }
  }

  static void writePrivately(Path file, String content) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
