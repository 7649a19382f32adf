package jp.tsunagi.resident.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jp.tsunagi.platform.boundary.ProblemException;
import org.junit.jupiter.api.Test;

class ResidentTagTest {

  @Test
  void reads_what_it_wrote() {
    assertEquals(17L, ResidentTag.parse(ResidentTag.of(17)));
    assertEquals(17L, ResidentTag.parse("\"17\""));
  }

  @Test
  void any_version_is_no_version() {
    assertNull(ResidentTag.parse("*"));
    assertNull(ResidentTag.parse(null));
    assertNull(ResidentTag.parse(" "));
  }

  @Test
  void refuses_what_is_no_tag() {
    assertThrows(ProblemException.class, () -> ResidentTag.parse("17"));
  }
}
