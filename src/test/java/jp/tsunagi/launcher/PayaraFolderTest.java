package jp.tsunagi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraFolderTest {
  @TempDir private Path home;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectories(home.resolve("target/servers"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Nested");
    manifest.getMainAttributes().putValue("Start-Class", "Direct");
    manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang");
    write(
        archive(),
        manifest,
        "fish/Main.class",
        "MICRO-INF/domain/domain.xml",
        "MICRO-INF/runtime/b.jar",
        "MICRO-INF/runtime/a.jar",
        "MICRO-INF/runtime/ra.rar");
    application("WEB-INF/lib/one.jar");
    unpack();
  }

  @Test
  void server_starts_from_its_unpacked_libraries() throws IOException {
    try (JarFile launch = new JarFile(PayaraFolder.of(home).launch().toFile())) {
      Attributes about = launch.getManifest().getMainAttributes();
      assertEquals("Direct", about.getValue(Attributes.Name.MAIN_CLASS));
      assertEquals("java.base/java.lang", about.getValue("Add-Opens"));
      assertEquals(
          "runtime/a.jar runtime/b.jar runtime/ra.rar", about.getValue(Attributes.Name.CLASS_PATH));
      assertEquals(
          Set.of(JarFile.MANIFEST_NAME, "fish/Main.class", "MICRO-INF/domain/domain.xml", "ra.rar"),
          launch.stream().map(ZipEntry::getName).collect(Collectors.toSet()));
    }
    assertTrue(Files.exists(folder().resolve("runtime/a.jar")));
  }

  @Test
  void same_archive_is_unpacked_once_and_another_one_again() throws IOException {
    Path library = folder().resolve("runtime/a.jar");
    Files.delete(library);
    unpack();
    assertFalse(Files.exists(library));

    Files.setLastModifiedTime(archive(), FileTime.fromMillis(1));
    unpack();
    assertTrue(Files.exists(library));
  }

  @Test
  void classes_are_recorded_once_and_then_shared() throws IOException {
    PayaraFolder server = PayaraFolder.of(home);
    Path recorded = recording(server);
    assertFalse(shares(server));

    server.keepRecorded();
    assertFalse(shares(server), "a server that was killed has left nothing");

    Files.writeString(recorded, "archive");
    server.keepRecorded();
    assertTrue(shares(server));
    assertEquals(List.of(), server.recordingOptions());
  }

  @Test
  void other_libraries_are_recorded_afresh_and_the_old_archive_goes() throws IOException {
    PayaraFolder server = PayaraFolder.of(home);
    Files.writeString(recording(server), "archive");
    server.keepRecorded();
    application("WEB-INF/classes/Ours.class", "WEB-INF/lib/one.jar");
    assertTrue(shares(server), "our own classes change with every build");

    application("WEB-INF/lib/two.jar");
    assertFalse(shares(server));
    assertNotEquals(List.of(), server.recordingOptions());
    Files.writeString(recording(server), "archive");
    server.keepRecorded();
    try (var files = Files.list(folder())) {
      assertEquals(1, files.filter(file -> file.toString().endsWith(".jsa")).count());
    }
  }

  private static boolean shares(PayaraFolder server) throws IOException {
    return server.javaOptions().stream()
        .anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="));
  }

  private static Path recording(PayaraFolder server) throws IOException {
    String option = server.recordingOptions().get(0);
    return Path.of(option.substring("-XX:ArchiveClassesAtExit=".length()));
  }

  private Path archive() {
    return home.resolve("target/servers/payara-micro.jar");
  }

  private Path folder() {
    return home.resolve("target/servers/payara");
  }

  private void unpack() throws IOException {
    PayaraFolder.main(new String[] {archive().toString(), folder().toString()});
  }

  private void application(String... entries) throws IOException {
    write(home.resolve("target/tsunagi.war"), new Manifest(), entries);
  }

  private static void write(Path file, Manifest manifest, String... entries) throws IOException {
    try (OutputStream content = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(content, manifest)) {
      for (String entry : entries) {
        jar.putNextEntry(new ZipEntry(entry));
        jar.write(entry.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
  }
}
