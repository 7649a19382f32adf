package jp.tsunagi.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * 送りかけ. A long body sent bit by bit until the server answers: an HTTP client would send all of it
 * first, or give up without reading the answer.
 */
public record HalfSent(String answer, long sent, Duration took) {
  private static final int WAIT_MILLIS = 10_000;

  /**
   * @param told whether the length is told beforehand, or the body comes in chunks
   */
  public static HalfSent to(
      Tsunagi tsunagi,
      String token,
      String path,
      String contentType,
      long length,
      String beginning,
      boolean told)
      throws IOException {
    URI base = tsunagi.baseUrl();
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(WAIT_MILLIS);
      long began = System.nanoTime();
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: "
                  + base.getAuthority()
                  + "\r\nAuthorization: Bearer "
                  + token
                  + "\r\nContent-Type: "
                  + contentType
                  + (told ? "\r\nContent-Length: " + length : "\r\nTransfer-Encoding: chunked")
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      long sent = 0;
      try {
        sent = send(socket, out, length, beginning, told);
      } catch (IOException closed) {
        // the server has closed its side: what it answered is read below
      }
      String answer = answer(socket.getInputStream());
      return new HalfSent(answer, sent, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static long send(
      Socket socket, OutputStream out, long length, String beginning, boolean told)
      throws IOException {
    byte[] piece = new byte[1 << 16];
    Arrays.fill(piece, (byte) 'a');
    byte[] first = beginning.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(first, 0, piece, 0, first.length);
    long sent = 0;
    while (sent < length && socket.getInputStream().available() == 0) {
      int size = (int) Math.min(piece.length, length - sent);
      if (!told) {
        out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.write(piece, 0, size);
      if (!told) {
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      sent += size;
      Arrays.fill(piece, 0, first.length, (byte) 'a');
    }
    return sent;
  }

  /** The head and the first of the body; the connection need not be closed. */
  private static String answer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] some = new byte[8_192];
    while (answer.indexOf("OperationOutcome") < 0 && answer.indexOf("\"code\"") < 0) {
      int read = in.read(some);
      if (read < 0) {
        break;
      }
      answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
    }
    return answer.toString();
  }

  public int status() {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  @Override
  public String toString() {
    return "after " + sent + " bytes and " + took + ": " + answer;
  }
}
