package jp.tsunagi.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** ポート。 Whether a port of this machine is free, on the loopback addresses a browser would try. */
public final class Ports {
  private static final int CONNECT_MILLIS = 200;

  private Ports() {}

  /** Fails with the variable to change if anything answers on the port or holds it. */
  public static void requireFree(int port, String what, String variable) {
    if (!isFree(port)) {
      throw new LauncherFailure(
          "Port "
              + port
              + " ("
              + what
              + ") is already in use: stop the other program or set "
              + variable
              + " to a free port.");
    }
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    } catch (IOException taken) {
      return false;
    }
    // "localhost" may mean ::1 to a browser: a stranger there would answer in our place.
    return !answers("::1", port);
  }

  /** A port nobody uses at this moment. */
  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new LauncherFailure("No free port is to be had on this machine.", none);
    }
  }

  private static boolean answers(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
