package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.UploadCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadGateTest {
  private static final byte[] PDF = "%PDF-1.7 consent".getBytes(StandardCharsets.US_ASCII);
  private final UploadGate gate = new UploadGate(100, Optional.empty());

  private static ProblemCode refusal(UploadGate gate, byte[] content, String type) {
    return assertThrows(
            ProblemException.class, () -> gate.accept(content, type, UploadCheck.DOCUMENTS))
        .code();
  }

  @Test
  void takes_in_what_is_what_it_says() {
    assertEquals(
        "application/pdf", gate.accept(PDF, "Application/PDF; x=y", UploadCheck.DOCUMENTS));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          image/png,                %PDF-1.7
          application/pdf,          <html><script>alert(1)</script>
          text/html,                <html>
          image/svg+xml,            <svg/>
          application/octet-stream, MZ
          application/pdf,          ''
          """)
  void refuses_what_is_something_else(String type, String content) {
    assertEquals(
        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
        refusal(gate, content.getBytes(StandardCharsets.US_ASCII), type));
  }

  @Test
  void refuses_what_is_too_large() {
    assertEquals(ProblemCode.TOO_LARGE, refusal(gate, new byte[101], "application/pdf"));
  }

  @Test
  void asks_the_scanner_and_refuses_what_it_finds_or_cannot_scan() throws IOException {
    assertEquals("application/pdf", scannedBy("stream: OK\0"));
    assertEquals("INVALID_CONTENT", scannedBy("stream: Eicar-Signature FOUND\0"));
    assertEquals("BUSY", scannedBy("INSTREAM size limit exceeded. ERROR\0"));
    assertEquals(
        ProblemCode.BUSY,
        refusal(new UploadGate(100, Optional.of("127.0.0.1:1")), PDF, "application/pdf"));
  }

  /** A daemon that reads the stream as ClamAV does and answers so. */
  private static String scannedBy(String answer) throws IOException {
    try (ServerSocket daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(daemon, answer), "clamav");
      thread.start();
      UploadGate gate = new UploadGate(100, Optional.of("127.0.0.1:" + daemon.getLocalPort()));
      try {
        return gate.accept(PDF, "application/pdf", UploadCheck.DOCUMENTS);
      } catch (ProblemException refused) {
        return refused.code().name();
      }
    }
  }

  private static void serve(ServerSocket daemon, String answer) {
    try (Socket socket = daemon.accept();
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      in.readFully(new byte["zINSTREAM\0".length()]);
      for (int length = in.readInt(); length > 0; length = in.readInt()) {
        in.readFully(new byte[length]);
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException closed) {
      // the other side has what it wanted
    }
  }
}
