package jp.tsunagi.launcher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * サーバーの展開. Payara Micro unpacked by the build, so that no start has to do it, and the archive of
 * classes (class data sharing) that spares later starts reading and checking them again.
 *
 * <p>The jar that starts it makes its domain afresh at each start: nothing of an earlier deployment
 * is remembered.
 */
public final class PayaraFolder {
  private static final String RUNTIME = "MICRO-INF/runtime/";
  private static final String SOURCE = "Unpacked-From";

  private final Path folder;
  private final Path war;

  private PayaraFolder(Path folder, Path war) {
    this.folder = folder;
    this.war = war;
  }

  /** Called by the build with the jar of Payara Micro and the folder to unpack it into. */
  public static void main(String[] arguments) throws IOException {
    unpack(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /** The folder of a project that is built. */
  public static PayaraFolder of(Path home) throws IOException {
    return new PayaraFolder(
        home.resolve("target/servers/payara").toRealPath(), home.resolve("target/tsunagi.war"));
  }

  /** Does nothing when it was unpacked from this very file before. */
  static void unpack(Path archive, Path folder) throws IOException {
    String source = Files.size(archive) + " " + Files.getLastModifiedTime(archive);
    if (source.equals(source(folder))) {
      return;
    }
    Folders.delete(folder);
    Folders.unpack(
        archive,
        folder.resolve("runtime"),
        entry -> entry.startsWith(RUNTIME) ? entry.substring(RUNTIME.length()) : null);
    Path unfinished = folder.resolve("launch.unfinished");
    writeLaunch(archive, folder, source, unfinished);
    Files.move(unfinished, launch(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String source(Path folder) throws IOException {
    if (!Files.exists(launch(folder))) {
      return "";
    }
    try (JarFile jar = new JarFile(launch(folder).toFile())) {
      return String.valueOf(jar.getManifest().getMainAttributes().getValue(SOURCE));
    }
  }

  /** All of Payara Micro but its libraries, which its manifest names. */
  private static void writeLaunch(Path archive, Path folder, String source, Path target)
      throws IOException {
    try (JarFile jar = new JarFile(archive.toFile())) {
      Manifest manifest = jar.getManifest();
      Attributes about = manifest.getMainAttributes();
      about.put(Attributes.Name.MAIN_CLASS, about.getValue("Start-Class"));
      about.put(Attributes.Name.CLASS_PATH, libraries(folder));
      about.putValue(SOURCE, source);
      try (JarOutputStream out =
          new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(target)), manifest)) {
        Enumeration<JarEntry> entries = jar.entries();
        while (entries.hasMoreElements()) {
          JarEntry entry = entries.nextElement();
          Optional<String> name = nameAtStart(entry.getName());
          if (name.isPresent()) {
            out.putNextEntry(new ZipEntry(name.get()));
            jar.getInputStream(entry).transferTo(out);
            out.closeEntry();
          }
        }
      }
    }
  }

  /** What goes with the jar that starts the rest: no library but the resource adapters in them. */
  private static Optional<String> nameAtStart(String entry) {
    if (entry.startsWith(RUNTIME)) {
      return Optional.of(entry.substring(RUNTIME.length())).filter(name -> name.endsWith(".rar"));
    }
    return Optional.of(entry).filter(name -> !name.equals(JarFile.MANIFEST_NAME));
  }

  private static String libraries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("runtime"))) {
      return files
          .map(file -> "runtime/" + file.getFileName())
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }

  private static Path launch(Path folder) {
    return folder.resolve("launch.jar");
  }

  /** What to start. */
  public Path launch() {
    return launch(folder);
  }

  /**
   * Options for every JVM that starts it; an archive that does not fit is left aside by the JVM.
   */
  List<String> javaOptions() throws IOException {
    List<String> options = new ArrayList<>();
    options.add("-Dfish.payara.micro.BootJar=" + launch().toUri());
    options.add("-Dfish.payara.micro.UnpackDir=" + folder);
    if (Files.exists(classes())) {
      options.addAll(
          List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + classes(), "-Xlog:cds=off"));
    }
    return options;
  }

  /** Options for a JVM that, where there is no archive yet, makes one when it ends. */
  List<String> recordingOptions() throws IOException {
    return Files.exists(classes())
        ? List.of()
        : List.of(
            "-XX:ArchiveClassesAtExit=" + recorded(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  /** To be called when a JVM that made an archive has ended; the archives of other builds go. */
  void keepRecorded() throws IOException {
    if (!Files.exists(recorded())) {
      return;
    }
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.jsa")) {
      for (Path archive : archives) {
        Files.delete(archive);
      }
    }
    Files.move(recorded(), classes(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path recorded() {
    return folder.resolve("classes.unfinished");
  }

  /**
   * One archive for each JVM and set of libraries; our own classes may differ, the JVM compares
   * each.
   */
  private Path classes() throws IOException {
    CRC32 key = new CRC32();
    String known = System.getProperty("java.vm.version") + Files.getLastModifiedTime(launch());
    key.update(known.getBytes(StandardCharsets.UTF_8));
    try (ZipFile application = new ZipFile(war.toFile())) {
      application.stream()
          .filter(entry -> entry.getName().startsWith("WEB-INF/lib/"))
          .forEach(
              entry ->
                  key.update((entry.getName() + entry.getCrc()).getBytes(StandardCharsets.UTF_8)));
    }
    return folder.resolve("classes-" + Long.toHexString(key.getValue()) + ".jsa");
  }
}
