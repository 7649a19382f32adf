package jp.tsunagi.launcher;

import java.io.PrintStream;
import java.util.Locale;

/** 画面出力。 One line for each thing that happens, the part in front. */
final class Console implements Progress {
  private final PrintStream out;

  Console(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String part, String what) {
    out.printf(Locale.ROOT, "  %-12s %s%n", part, what);
    out.flush();
  }

  synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
