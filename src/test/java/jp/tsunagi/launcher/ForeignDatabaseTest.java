package jp.tsunagi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForeignDatabaseTest {
  @Test
  void a_database_that_does_not_answer_is_named_with_its_settings_in_one_sentence()
      throws IOException {
    String url = "jdbc:mysql://127.0.0.1:" + Ports.anyFree() + "/tsunagi";
    DatabaseAccess access = new DatabaseAccess(url, "tsunagi", "secret");

    LauncherFailure failure =
        assertThrows(LauncherFailure.class, () -> ForeignDatabase.requireReachable(access));

    String said = String.valueOf(failure.getMessage());
    assertTrue(said.startsWith("The database " + url + " as tsunagi cannot be used"), said);
    assertTrue(said.contains("TSUNAGI_DATABASE_URL"), said);
    assertEquals(1, said.lines().count(), said);
  }
}
