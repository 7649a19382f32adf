package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionServletTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /residents/abc?tab=notes, /residents/abc?tab=notes
          //evil.example,           /
          https://evil.example,     /
          /\\evil.example,          /
          javascript:alert(1),      /
          ,                         /
          """)
  void returns_only_to_a_path_of_this_very_host(String wanted, String place) {
    assertEquals(place, SessionServlet.localPath(wanted));
  }
}
