package jp.tsunagi.platform.control;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/** ウイルス検査. Asks a ClamAV daemon by its INSTREAM command. What cannot be scanned is not taken in. */
record VirusScanner(String host, int port) {
  private static final Logger LOG = Logger.getLogger(VirusScanner.class.getName());
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int CHUNK = 64 * 1024;
  private static final int MOST_ANSWER = 1_000;

  static VirusScanner at(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalStateException(UploadGate.CLAMAV + " must be host:port");
    }
    return new VirusScanner(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  boolean isClean(byte[] content) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
      for (int from = 0; from < content.length; from += CHUNK) {
        int length = Math.min(CHUNK, content.length - from);
        out.writeInt(length);
        out.write(content, from, length);
      }
      out.writeInt(0);
      out.flush();
      return isClean(
          new String(socket.getInputStream().readNBytes(MOST_ANSWER), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the virus scanner does not answer; a file was refused", e);
      throw new ProblemException(ProblemCode.BUSY);
    }
  }

  private static boolean isClean(String answer) throws IOException {
    if (answer.contains(" FOUND")) {
      return false;
    }
    if (!answer.startsWith("stream: OK")) {
      throw new IOException("unknown answer");
    }
    return true;
  }
}
