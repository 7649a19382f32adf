package jp.tsunagi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path root = Path.of("");

  @Test
  void second_launcher_is_told_who_has_the_folder() {
    try (DataFolder ours = DataFolder.open(root)) {
      LauncherFailure failure =
          assertThrows(LauncherFailure.class, () -> DataFolder.open(ours.root()));

      assertEquals(
          "Tsunagi is already running on "
              + root
              + " (process "
              + ProcessHandle.current().pid()
              + "): stop it, or set TSUNAGI_DATA to another folder.",
          failure.getMessage());
    }
  }

  @Test
  void folder_is_free_again_after_its_owner_left() {
    DataFolder.open(root).close();

    DataFolder.open(root).close();
  }

  @Test
  void secret_is_made_once_and_for_the_owner_alone() throws IOException {
    try (DataFolder data = DataFolder.open(root)) {
      String first = data.secret("database");

      assertEquals(first, data.secret("database"));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(root.resolve("secrets/database"))));
    }
  }

  @Test
  void server_of_a_killed_launcher_is_ended_by_the_next() throws Exception {
    Process orphan = new ProcessBuilder("sh", "-c", "sleep 60; echo " + root).start();
    Files.createDirectories(root.resolve("run"));
    Files.writeString(root.resolve("run/mariadb.pid"), Long.toString(orphan.pid()));

    DataFolder.open(root).close();

    assertTrue(orphan.waitFor(10, TimeUnit.SECONDS));
    assertFalse(Files.exists(root.resolve("run/mariadb.pid")));
  }

  @Test
  void stranger_who_got_the_same_process_number_is_left_alone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    Files.createDirectories(root.resolve("run"));
    Files.writeString(root.resolve("run/mariadb.pid"), Long.toString(stranger.pid()));

    DataFolder.open(root).close();

    assertTrue(stranger.isAlive());
    stranger.destroyForcibly();
  }

  @Test
  void process_ends_when_stopped_and_leaves_its_words_in_the_log() throws Exception {
    try (DataFolder data = DataFolder.open(root);
        Guardian guardian = Guardian.over(data)) {
      ServerCommand command =
          new ServerCommand(
              "server", root, List.of("sh", "-c", "echo started; exec sleep 60"), Map.of());
      ServerProcess server = ServerProcess.start(command, data, guardian);
      while (Files.size(data.log("server")) == 0) {
        Thread.sleep(10);
      }

      server.stop();

      assertFalse(server.isAlive());
      assertEquals(
          "server ended with code 143.\n  | started\nThe whole log is in " + data.log("server"),
          assertThrows(LauncherFailure.class, server::requireAlive).getMessage());
    }
  }
}
