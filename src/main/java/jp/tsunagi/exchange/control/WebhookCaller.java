package jp.tsunagi.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * 通知の送信. Sends one notification to an address that {@link EndpointGuard} looked at. By hand,
 * because the library's client looks names up again by itself; it follows nothing and reads no more
 * than the status.
 */
@ApplicationScoped
public class WebhookCaller {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MOST_STATUS_BYTES = 512;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");

  /** What is sent. */
  public record Call(
      String method, String path, List<String> headers, String contentType, byte[] body) {}

  /** The status of the answer. */
  public int send(EndpointGuard.Place place, Call call) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(place.address(), place.port()), CONNECT_MILLIS);
      plain.setSoTimeout(READ_MILLIS);
      if (!place.secure()) {
        return exchange(plain, place, call);
      }
      try (Socket secure = secured(plain, place)) {
        return exchange(secure, place, call);
      }
    }
  }

  private static Socket secured(Socket plain, EndpointGuard.Place place) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, place.uri().getHost(), place.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static int exchange(Socket socket, EndpointGuard.Place place, Call call)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(call.method()).append(' ').append(call.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(place.uri().getRawAuthority()).append("\r\n");
    head.append("User-Agent: Tsunagi\r\nConnection: close\r\n");
    if (call.body().length > 0) {
      head.append("Content-Type: ").append(call.contentType()).append("\r\n");
    }
    head.append("Content-Length: ").append(call.body().length).append("\r\n");
    call.headers().forEach(header -> head.append(header).append("\r\n"));
    head.append("\r\n");
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    out.write(call.body());
    out.flush();
    return status(socket.getInputStream());
  }

  private static int status(InputStream in) throws IOException {
    long until = System.nanoTime() + READ_MILLIS * 1_000_000L;
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
      if (line.length() > MOST_STATUS_BYTES || System.nanoTime() > until) {
        throw new IOException("no answer in HTTP");
      }
    }
    Matcher status = STATUS.matcher(line.toString().strip());
    if (!status.matches()) {
      throw new IOException("no answer in HTTP");
    }
    return Integer.parseInt(status.group(1));
  }
}
