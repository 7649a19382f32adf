package jp.tsunagi.launcher;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 見張り。 A small shell that ends the child processes if the launcher disappears without a chance to
 * do it itself.
 *
 * <p>It holds the other end of a pipe: the operating system closes our end when we die, whatever
 * killed us. It then ends only processes it was told about whose command line still names the data
 * folder, so a recycled pid is safe.
 */
public final class Guardian implements AutoCloseable {
  private static final String SCRIPT =
      """
      data=$1; pids=
      while read -r word pid; do
        [ "$word" = watch ] && pids="$pid $pids"
        [ "$word" = done ] && exit 0
      done
      ours() { [ -r "/proc/$1/cmdline" ] && tr '\\0' ' ' <"/proc/$1/cmdline" | grep -qF -- "$data"; }
      for pid in $pids; do ours "$pid" && kill -TERM "$pid"; done
      tries=0
      while [ $tries -lt 20 ]; do
        left=
        for pid in $pids; do ours "$pid" && left="$left $pid"; done
        [ -z "$left" ] && exit 0
        sleep 1; tries=$((tries + 1))
      done
      for pid in $left; do ours "$pid" && kill -KILL "$pid"; done
      """;

  private final Process process;
  private final Writer pipe;
  private final Set<Long> watched = new HashSet<>();

  private Guardian(Process process) {
    this.process = process;
    this.pipe = process.outputWriter();
  }

  public static Guardian over(DataFolder data) {
    ServerCommand command =
        new ServerCommand(
            "guardian",
            data.root(),
            List.of("/bin/sh", "-c", SCRIPT, "guardian", data.root().toString()),
            Map.of());
    try {
      return new Guardian(
          new ProcessBuilder(command.detached())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException failure) {
      throw new LauncherFailure(
          "No shell is to be had to watch over the servers: " + failure.getMessage(), failure);
    }
  }

  public synchronized void watch(long pid) {
    watched.add(pid);
    tell("watch " + pid);
  }

  /**
   * Called when the servers were ended in order. If one is left all the same (a start was
   * interrupted half way), the guardian stays and ends it as soon as this JVM is gone.
   */
  @Override
  public synchronized void close() {
    boolean noneLeft =
        watched.stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .noneMatch(ProcessHandle::isAlive);
    if (noneLeft && process.isAlive()) {
      tell("done -");
    }
  }

  private void tell(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException gone) {
      // Killed by somebody: the pid files remain, the next start clears up with them.
      process.destroy();
    }
  }
}
