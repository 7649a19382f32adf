package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import jp.tsunagi.record.control.SearchValue.Compared;
import jp.tsunagi.record.control.SearchValue.Prefix;
import org.junit.jupiter.api.Test;

class SearchValueTest {
  @Test
  void splits_at_separators_that_are_not_escaped() {
    assertEquals(List.of("a\\,b", "c"), SearchValue.split("a\\,b,c", ','));
    assertEquals(List.of("", ""), SearchValue.split("|", '|'));
  }

  @Test
  void takes_the_escapes_away_once() {
    assertEquals("a,b$c|d\\e\\x", SearchValue.unescape("a\\,b\\$c\\|d\\\\e\\x"));
  }

  @Test
  void knows_prefixes_from_values() {
    assertEquals(new Compared(Prefix.GE, "2026"), SearchValue.compared("ge2026"));
    assertEquals(new Compared(Prefix.EQ, "2026"), SearchValue.compared("2026"));
    assertEquals(new Compared(Prefix.EQ, "xx2026"), SearchValue.compared("xx2026"));
  }
}
