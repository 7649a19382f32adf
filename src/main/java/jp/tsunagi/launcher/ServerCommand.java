package jp.tsunagi.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 子プロセスの命令。 How a child process is started.
 *
 * @param name names its log and its pid file
 */
record ServerCommand(
    String name, Path folder, List<String> arguments, Map<String, String> environment) {

  ServerCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /**
   * The command in a session of its own, so that the terminal's Ctrl-C and hang-up do not reach it.
   */
  List<String> detached() {
    Path setsid = Path.of("/usr/bin/setsid");
    if (!Files.isExecutable(setsid)) {
      return arguments;
    }
    List<String> detached = new ArrayList<>(List.of(setsid.toString()));
    detached.addAll(arguments);
    return detached;
  }

  /** The program of the JVM this launcher runs on. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
