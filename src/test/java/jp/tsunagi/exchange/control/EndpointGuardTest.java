package jp.tsunagi.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a notification must never go: to what only this server can reach. */
class EndpointGuardTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          8.8.8.8, true
          203.0.114.1, true
          2606:4700::1111, true
          0.0.0.0, false
          10.1.2.3, false
          100.64.0.1, false
          127.0.0.1, false
          127.255.255.254, false
          169.254.169.254, false
          172.16.0.1, false
          172.31.255.255, false
          192.0.0.8, false
          192.168.1.1, false
          198.18.0.1, false
          203.0.113.9, false
          224.0.0.1, false
          255.255.255.255, false
          ::, false
          ::1, false
          fe80::1, false
          fc00::1, false
          fd00:ec2::254, false
          ff02::1, false
          ::ffff:10.0.0.1, false
          64:ff9b::a00:1, false
          64:ff9b::808:808, true
          2002:a00:1::, false
          2001:0:53aa:64c:0:0:0:0, false
          2001:db8::1, false
          """)
  void only_public_addresses_are_public(String address, boolean isPublic)
      throws UnknownHostException {
    assertEquals(isPublic, EndpointGuard.isPublic(InetAddress.getByName(address)));
  }
}
