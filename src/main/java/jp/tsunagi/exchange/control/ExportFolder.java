package jp.tsunagi.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jp.tsunagi.exchange.entity.BulkExport;

/** 出力の置き場. The files of exports. What lies behind the size the ledger knows does not count. */
@ApplicationScoped
public class ExportFolder {
  private ExchangeConfig config;

  @SuppressWarnings("NullAway.Init")
  protected ExportFolder() {}

  @Inject
  ExportFolder(ExchangeConfig config) {
    this.config = config;
  }

  private Path folder(String export) {
    return config.exportFolder().resolve(export);
  }

  private Path path(String export, BulkExport.File file) {
    return folder(export).resolve(file.position() + "-" + file.type() + ".ndjson");
  }

  /** Adds lines behind what counts, on the disk when this returns; the new size. */
  long append(String export, BulkExport.File file, List<byte[]> lines) {
    try {
      Files.createDirectories(folder(export));
      try (FileChannel channel =
          FileChannel.open(
              path(export, file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.truncate(file.size());
        channel.position(file.size());
        for (byte[] line : lines) {
          ByteBuffer buffer =
              ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        }
        channel.force(false);
        return channel.position();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The lines of a file, as far as they count. The caller closes it. */
  public BufferedReader read(String export, BulkExport.File file) throws IOException {
    FileChannel channel = FileChannel.open(path(export, file), StandardOpenOption.READ);
    return new BufferedReader(
        new InputStreamReader(
            new CountedStream(Channels.newInputStream(channel), file.size()),
            StandardCharsets.UTF_8),
        65_536);
  }

  public void delete(String export) {
    if (!Files.isDirectory(folder(export))) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder(export))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends where the ledger says. */
  private static final class CountedStream extends java.io.FilterInputStream {
    private long left;

    CountedStream(java.io.InputStream in, long size) {
      super(in);
      left = size;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      left--;
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
