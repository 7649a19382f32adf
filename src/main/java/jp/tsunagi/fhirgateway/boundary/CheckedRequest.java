package jp.tsunagi.fhirgateway.boundary;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import jp.tsunagi.fhirgateway.control.BodySyntax;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 検めた要求. A request whose body is in memory, unpacked, no longer than allowed and readable: HAPI's
 * server takes in whatever comes, and unpacks it without a limit.
 */
final class CheckedRequest extends HttpServletRequestWrapper {
  private static final Set<String> WITH_A_BODY = Set.of("POST", "PUT", "PATCH");
  private static final String PACKED = "Content-Encoding";

  private static final int LONGEST_FORM = 2_000_000;

  private final byte[] body;

  private CheckedRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
  }

  /**
   * @param most bytes, as sent and unpacked
   */
  static HttpServletRequest of(HttpServletRequest request, int most) throws IOException {
    String type = request.getContentType();
    if (!WITH_A_BODY.contains(request.getMethod())) {
      return request;
    }
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      requireReadableForm(request);
      return request;
    }
    byte[] body = read(request, most);
    String path = request.getRequestURI();
    if (body.length == 0 && path.substring(path.lastIndexOf('/') + 1).startsWith("$")) {
      return new CheckedRequest(request, body);
    }
    return new CheckedRequest(request, BodySyntax.checked(body, type, purposeOf(path)));
  }

  private static BodySyntax.Purpose purposeOf(String path) {
    if (path.endsWith("/$validate")) {
      return BodySyntax.Purpose.EXAMINED;
    }
    return path.endsWith("/$process-message")
        ? BodySyntax.Purpose.ACTED_ON
        : BodySyntax.Purpose.KEPT;
  }

  // The server reads a form itself, up to 2 MB, and fails on more.
  private static void requireReadableForm(HttpServletRequest request) {
    if (request.getContentLengthLong() > LONGEST_FORM) {
      throw new ProblemException(ProblemCode.TOO_LARGE);
    }
    try {
      request.getParameterMap();
    } catch (IllegalStateException tooLong) {
      throw new ProblemException(ProblemCode.TOO_LARGE);
    }
  }

  private static byte[] read(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw new ProblemException(ProblemCode.TOO_LARGE);
    }
    try {
      byte[] body = unpacked(request).readNBytes(most + 1);
      if (body.length > most) {
        throw new ProblemException(ProblemCode.TOO_LARGE);
      }
      return body;
    } catch (ZipException | EOFException broken) {
      throw ProblemException.invalid(PACKED, "not-packed");
    }
  }

  private static InputStream unpacked(HttpServletRequest request) throws IOException {
    String packed = request.getHeader(PACKED);
    return switch (packed == null ? "identity" : packed.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> request.getInputStream();
      case "gzip", "x-gzip" -> new GZIPInputStream(request.getInputStream());
      default -> throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    };
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase(PACKED) ? null : super.getHeader(name);
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Body(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream in;

    Body(ByteArrayInputStream in) {
      this.in = in;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return in.read(into, from, length);
    }

    @Override
    public boolean isFinished() {
      return in.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body is already here");
    }
  }
}
