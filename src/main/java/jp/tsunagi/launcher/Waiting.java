package jp.tsunagi.launcher;

import java.time.Duration;

/** 待機。 Waits in small steps, and says every ten seconds that it still does. */
final class Waiting {
  private static final long STEP_MILLIS = 100;
  private static final long TELL_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final String part;
  private final String what;
  private final Progress progress;
  private final long start = System.nanoTime();
  private final long end;
  private long told = start;

  Waiting(String part, String what, Duration patience, Progress progress) {
    this.part = part;
    this.what = what;
    this.progress = progress;
    this.end = start + patience.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() > end;
  }

  void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("The start was interrupted.", interrupted);
    }
    long now = System.nanoTime();
    if (now - told > TELL_EVERY_NANOS) {
      told = now;
      progress.say(
          part, "still " + what + " (" + Duration.ofNanos(now - start).toSeconds() + " s)");
    }
  }
}
