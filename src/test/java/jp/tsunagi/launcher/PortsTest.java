package jp.tsunagi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void taken_port_is_named_with_the_variable_that_changes_it() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();

      LauncherFailure failure =
          assertThrows(
              LauncherFailure.class,
              () -> Ports.requireFree(port, "the application", "TSUNAGI_PORT"));

      assertEquals(
          "Port "
              + port
              + " (the application) is already in use: stop the other program or set "
              + "TSUNAGI_PORT to a free port.",
          failure.getMessage());
    }
  }

  @Test
  void port_of_nobody_is_free() {
    assertTrue(Ports.isFree(Ports.anyFree()));
  }
}
