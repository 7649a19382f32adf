package jp.tsunagi.record.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * 本文の圧縮。 Deflates a body with a dictionary of what FHIR bodies have in common, which a body of 600
 * bytes alone would have to spell out again. The first byte names the dictionary, so that later
 * ones can be added and old bodies stay readable. Figures: ADR-0010.
 */
@ApplicationScoped
public class BodyCompression {
  private static final int CURRENT = 1;

  /** As many as work at the same time; making one costs more than a body of ours. */
  private static final int KEPT = 64;

  private final byte[] dictionary;
  private final BlockingQueue<Deflater> deflaters = new ArrayBlockingQueue<>(KEPT);
  private final BlockingQueue<Inflater> inflaters = new ArrayBlockingQueue<>(KEPT);

  public BodyCompression() {
    try (InputStream source =
        BodyCompression.class.getResourceAsStream("/record/body-dictionary-1.txt")) {
      if (source == null) {
        throw new IllegalStateException("the dictionary of bodies is missing");
      }
      dictionary = source.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public byte[] compress(byte[] body) {
    Deflater deflater = deflaters.poll();
    if (deflater == null) {
      deflater = new Deflater(6, true);
    }
    try {
      deflater.reset();
      deflater.setDictionary(dictionary);
      deflater.setInput(body);
      deflater.finish();
      ByteArrayOutputStream result = new ByteArrayOutputStream(body.length / 2 + 64);
      result.write(CURRENT);
      byte[] buffer = new byte[Math.max(256, Math.min(body.length, 65_536))];
      while (!deflater.finished()) {
        result.write(buffer, 0, deflater.deflate(buffer));
      }
      return result.toByteArray();
    } finally {
      if (!deflaters.offer(deflater)) {
        deflater.end();
      }
    }
  }

  public byte[] expand(byte[] stored) {
    if (stored[0] != CURRENT) {
      throw new IllegalStateException("a body was written by a newer release");
    }
    Inflater inflater = inflaters.poll();
    if (inflater == null) {
      inflater = new Inflater(true);
    }
    try {
      inflater.reset();
      inflater.setDictionary(dictionary);
      inflater.setInput(stored, 1, stored.length - 1);
      ByteArrayOutputStream result = new ByteArrayOutputStream(stored.length * 4);
      byte[] buffer = new byte[Math.max(1024, Math.min(stored.length * 4, 65_536))];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new IllegalStateException("a stored body is damaged");
        }
        result.write(buffer, 0, count);
      }
      return result.toByteArray();
    } catch (DataFormatException damaged) {
      throw new IllegalStateException("a stored body is damaged", damaged);
    } finally {
      if (!inflaters.offer(inflater)) {
        inflater.end();
      }
    }
  }
}
