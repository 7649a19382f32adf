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
          /residents?query=たな か,  /residents?query=%E3%81%9F%E3%81%AA%20%E3%81%8B
          /residents?query=%E3%81%9F, /residents?query=%E3%81%9F
          //evil.example,           /
          https://evil.example,     /
          /\\evil.example,          /
          javascript:alert(1),      /
          ,                         /
          """)
  void returns_only_to_a_path_of_this_very_host(String wanted, String place) {
    assertEquals(place, SessionServlet.localPath(wanted));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          to=%2Fresidents%3Fquery%3D%25E3%2581%259F, /residents?query=%E3%81%9F
          to=/residents?query=%E3%81%9F,             /residents?query=た
          x=1&to=/about,                             /about
          to=%,
          x=1,
          ,
          """)
  void reads_where_to_go_from_the_query(String query, String place) {
    assertEquals(place, SessionServlet.wanted(query));
  }
}
