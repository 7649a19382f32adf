package jp.tsunagi.bench;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * 接続. One HTTP/1.1 connection kept alive, as little work as can be: the client shares the machine
 * with what it measures.
 */
final class HttpConnection implements Closeable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BUFFER = 65_536;

  private final String host;
  private final int port;
  private final byte[] common;
  private final byte[] buffer = new byte[BUFFER];
  private @Nullable Socket socket;
  private int begin;
  private int end;

  /** What is asked. */
  record Request(String method, String path, byte @Nullable [] body, String headers) {
    static Request get(String path) {
      return new Request("GET", path, null, "");
    }

    static Request post(String path, byte[] body) {
      return new Request("POST", path, body, "");
    }

    Request with(String header, String value) {
      return new Request(method, path, body, headers + header + ": " + value + "\r\n");
    }
  }

  /** What is answered. */
  record Answer(int status, String head, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
      String lower = head.toLowerCase(Locale.ROOT);
      int at = lower.indexOf("\n" + name.toLowerCase(Locale.ROOT) + ":");
      if (at < 0) {
        return "";
      }
      int from = at + name.length() + 2;
      return head.substring(from, head.indexOf('\r', from)).trim();
    }
  }

  HttpConnection(String host, int port, String token) {
    this.host = host;
    this.port = port;
    String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    this.common =
        ("Host: " + host + ":" + port + "\r\nAccept: application/fhir+json\r\n" + authorization)
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  Answer send(Request request) throws IOException {
    boolean reused = socket != null;
    try {
      return exchange(request);
    } catch (IOException idleConnectionClosed) {
      close();
      if (!reused) {
        throw idleConnectionClosed;
      }
      return exchange(request);
    }
  }

  private Answer exchange(Request request) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket();
      open.setTcpNoDelay(true);
      open.setSoTimeout(PATIENCE_MILLIS);
      open.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket = open;
      begin = 0;
      end = 0;
    }
    write(request, open.getOutputStream());
    return read(open.getInputStream());
  }

  private void write(Request request, OutputStream out) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(512);
    byte[] body = request.body();
    all.writeBytes(
        (request.method() + " " + request.path() + " HTTP/1.1\r\n" + request.headers())
            .getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(common);
    if (body != null) {
      all.writeBytes(
          ("Content-Type: application/fhir+json\r\nContent-Length: " + body.length + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    all.write('\r');
    all.write('\n');
    if (body != null) {
      all.writeBytes(body);
    }
    all.writeTo(out);
  }

  private Answer read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(512);
    String line = line(in);
    int status = Integer.parseInt(line.substring(9, 12));
    long length = status == 304 || status == 204 ? 0 : -1;
    boolean chunked = false;
    boolean closing = false;
    for (line = line(in); !line.isEmpty(); line = line(in)) {
      head.append('\n').append(line).append('\r');
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Long.parseLong(line.substring(15).trim());
      } else if (line.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
        chunked = status != 304;
      } else if (line.regionMatches(true, 0, "connection: close", 0, 17)) {
        closing = true;
      }
    }
    byte[] body = chunked ? chunks(in) : bytes(in, (int) Math.max(0, length));
    if (closing) {
      close();
    }
    return new Answer(status, head.toString(), body);
  }

  private byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).trim(), 16);
      all.writeBytes(bytes(in, size));
      line(in);
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  private byte[] bytes(InputStream in, int length) throws IOException {
    byte[] all = new byte[length];
    int have = Math.min(length, end - begin);
    System.arraycopy(buffer, begin, all, 0, have);
    begin += have;
    while (have < length) {
      int count = in.read(all, have, length - have);
      if (count < 0) {
        throw new EOFException();
      }
      have += count;
    }
    return all;
  }

  private String line(InputStream in) throws IOException {
    int from = begin;
    while (true) {
      for (int i = from; i < end; i++) {
        if (buffer[i] == '\n') {
          int last = i > begin && buffer[i - 1] == '\r' ? i - 1 : i;
          String line = new String(buffer, begin, last - begin, StandardCharsets.ISO_8859_1);
          begin = i + 1;
          return line;
        }
      }
      if (begin > 0) {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        begin = 0;
      }
      from = end;
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        throw new EOFException();
      }
      end += count;
    }
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
