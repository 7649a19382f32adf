package jp.tsunagi.it;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** いずれ。 Waits for something that takes a moment, and says what it waited for when it never came. */
public final class Eventually {
  private static final long STEP_MILLIS = 25;

  private Eventually() {}

  public static void within(Duration patience, String what, BooleanSupplier condition) {
    within(patience, what, condition::getAsBoolean, Boolean::booleanValue);
  }

  /** The first answer that is as wished. */
  public static <T> T within(
      Duration patience, String what, Supplier<T> question, Predicate<T> asWished) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      String last;
      try {
        T answer = question.get();
        if (asWished.test(answer)) {
          return answer;
        }
        last = String.valueOf(answer);
      } catch (Caller.Unreachable notYet) {
        last = String.valueOf(notYet.getMessage());
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + patience + ": " + what + "; last: " + last);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
