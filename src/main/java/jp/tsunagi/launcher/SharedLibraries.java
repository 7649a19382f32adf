package jp.tsunagi.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 共有ライブラリー。 Sees to it that the database binary finds the libraries it is linked to. */
final class SharedLibraries {
  private static final Pattern MISSING =
      Pattern.compile("(lib[^\\s:]+\\.so[.0-9]*)[ :].*(not found|cannot open)");
  private static final Map<String, String> PACKAGES =
      Map.of(
          "libcrypt.so.1", "libcrypt1",
          "libsystemd.so.0", "libsystemd0",
          "libstdc++.so.6", "libstdc++6",
          "libgcc_s.so.1", "libgcc-s1",
          "libaio.so.1", "libaio1",
          "libncurses.so.5", "libncurses5",
          "libtinfo.so.5", "libtinfo5",
          "libz.so.1", "zlib1g");

  private SharedLibraries() {}

  /** Installs what is missing where it may, and names the exact command where it may not. */
  static void require(Path program, Progress progress) {
    String output = output(List.of(program.toString(), "--no-defaults", "--version"));
    TreeSet<String> packages = missing(output);
    if (packages.isEmpty() && output.contains("Ver")) {
      return;
    }
    if (!packages.isEmpty() && mayInstall()) {
      progress.say("database", "installing " + String.join(" ", packages));
      output(List.of("apt-get", "update"));
      output(command(packages));
      output = output(List.of(program.toString(), "--no-defaults", "--version"));
      if (output.contains("Ver")) {
        return;
      }
    }
    throw new LauncherFailure(
        packages.isEmpty()
            ? "The embedded database does not run on this machine: " + output.strip()
            : "The embedded database needs libraries this machine lacks: run 'sudo "
                + String.join(" ", command(packages))
                + "' and start again.");
  }

  static TreeSet<String> missing(String output) {
    TreeSet<String> packages = new TreeSet<>();
    Matcher matcher = MISSING.matcher(output);
    while (matcher.find()) {
      String library = matcher.group(1);
      packages.add(PACKAGES.getOrDefault(library, library.replaceFirst("\\.so\\.?", "")));
    }
    return packages;
  }

  private static List<String> command(TreeSet<String> packages) {
    List<String> command =
        new java.util.ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
    command.addAll(packages);
    return command;
  }

  private static boolean mayInstall() {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } catch (IOException failure) {
      return String.valueOf(failure.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("The start was interrupted.", interrupted);
    }
  }
}
