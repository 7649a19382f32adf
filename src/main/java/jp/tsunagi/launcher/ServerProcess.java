package jp.tsunagi.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 子プロセス。 A server started by this launcher: its output goes to a log file, its pid is noted so that
 * the next launcher can end it should this one be killed.
 */
public final class ServerProcess {
  private static final int LINES_TOLD = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Path log;
  private final Path pidFile;

  private ServerProcess(String name, Process process, Path log, Path pidFile) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  static ServerProcess start(ServerCommand command, DataFolder data, Guardian guardian) {
    Path log = data.freshLog(command.name());
    try {
      Files.createDirectories(command.folder());
      ProcessBuilder builder =
          new ProcessBuilder(command.detached())
              .directory(command.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(command.environment());
      Process process = builder.start();
      guardian.watch(process.pid());
      Path pidFile = data.resolve("run").resolve(command.name() + ".pid");
      Files.writeString(pidFile, Long.toString(process.pid()));
      return new ServerProcess(command.name(), process, log, pidFile);
    } catch (IOException failure) {
      throw new LauncherFailure(
          "Starting " + command.name() + " failed: " + failure.getMessage(), failure);
    }
  }

  /**
   * Ends what a killed launcher left behind: only processes whose command line names this very data
   * folder.
   */
  static void endOrphans(DataFolder data) throws IOException {
    List<Path> pidFiles;
    try (Stream<Path> files = Files.list(data.resolve("run"))) {
      pidFiles = files.filter(file -> file.toString().endsWith(".pid")).toList();
    }
    for (Path pidFile : pidFiles) {
      orphan(pidFile, data).ifPresent(orphan -> end(orphan, PATIENCE));
      Files.delete(pidFile);
    }
  }

  private static Optional<ProcessHandle> orphan(Path pidFile, DataFolder data) throws IOException {
    try {
      long pid = Long.parseLong(Files.readString(pidFile).strip());
      String marker = data.root().toString();
      return ProcessHandle.of(pid).filter(process -> commandLine(process).contains(marker));
    } catch (NumberFormatException neverFinished) {
      return Optional.empty();
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }

  private static void end(ProcessHandle process, Duration patience) {
    process.destroy();
    try {
      process.onExit().get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException tooSlow) {
      process.destroyForcibly();
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public String name() {
    return name;
  }

  /** Waits for a process that ends by itself. */
  int await() {
    try {
      int code = process.waitFor();
      forget();
      return code;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("The start was interrupted.", interrupted);
    }
  }

  /** Asks the process to end and insists after a while. */
  public void stop() {
    stop(PATIENCE);
  }

  /** Asks the process to end and insists after this while. */
  void stop(Duration patience) {
    end(process.toHandle(), patience);
    forget();
  }

  /** Ends the process as a power cut would: no shutdown code of it runs. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException leftForTheNextStart) {
      // harmless: the next start finds no such process and removes the file
    }
  }

  /**
   * Waits until the server says at this address that it is well.
   *
   * @param fatal what the server logs when it will never be, though it goes on running
   */
  void awaitWell(String address, @Nullable Pattern fatal, Duration patience, Progress progress) {
    Waiting waiting = new Waiting(name, "starting", patience, progress);
    while (!HttpProbe.isWell(address)) {
      requireAlive();
      if (fatal != null && hasLogged(fatal)) {
        throw failure("could not be deployed", fatal);
      }
      if (waiting.isOver()) {
        throw failure("was not ready in " + patience.toMinutes() + " minutes");
      }
      waiting.pause();
    }
  }

  /** Fails when the process has ended. */
  void requireAlive() {
    if (!isAlive()) {
      throw failure("ended with code " + process.exitValue());
    }
  }

  /** What happened, the last words of the log, and where the rest is. */
  LauncherFailure failure(String what) {
    List<String> lines = logged();
    return failure(what, lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
  }

  /** What happened, the lines of the log that say why, and where the rest is. */
  LauncherFailure failure(String what, Pattern words) {
    return failure(
        what,
        logged().stream()
            .dropWhile(line -> !words.matcher(line).find())
            .limit(LINES_TOLD)
            .filter(line -> !line.startsWith("\tat "))
            .toList());
  }

  boolean hasLogged(Pattern words) {
    return logged().stream().anyMatch(line -> words.matcher(line).find());
  }

  private LauncherFailure failure(String what, List<String> told) {
    String quoted = told.stream().map(line -> "  | " + line + "\n").collect(Collectors.joining());
    return new LauncherFailure(name + " " + what + ".\n" + quoted + "The whole log is in " + log);
  }

  private List<String> logged() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> !line.isBlank()).toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }
}
