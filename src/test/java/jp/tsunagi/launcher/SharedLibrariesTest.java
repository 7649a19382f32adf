package jp.tsunagi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedLibrariesTest {
  @Test
  void package_is_named_for_the_library_the_loader_misses() {
    assertEquals(
        Set.of("libaio1"),
        SharedLibraries.missing(
            "mariadbd: error while loading shared libraries: libaio.so.1: cannot open shared object file: "
                + "No such file or directory"));
  }

  @Test
  void nothing_is_missing_when_the_program_tells_its_version() {
    assertEquals(
        Set.of(), SharedLibraries.missing("mariadbd  Ver 11.4.5-MariaDB for Linux on x86_64"));
  }
}
