package jp.tsunagi.disaster.entity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 観測時刻. When something was observed, as well as it can be known: the device's clock may be years
 * off, so the estimate carries the interval the truth lies in.
 */
public record ObservedTime(Instant earliest, Instant estimate, Instant latest) {
  /** How far a device's clock may be off before the screens say so. */
  public static final Duration DOUBTFUL_OFFSET = Duration.ofMinutes(5);

  public ObservedTime {
    if (estimate.isBefore(earliest) || estimate.isAfter(latest)) {
      throw new IllegalArgumentException("an estimate lies inside its interval");
    }
  }

  /** A time known exactly, such as one this system measured itself. */
  public static ObservedTime exactly(Instant instant) {
    return new ObservedTime(instant, instant, instant);
  }

  /**
   * From a device's own clock.
   *
   * @param observed what the device's clock showed at the observation
   * @param deviceNow what it showed when it sent the batch; null when it did not say
   * @param received when the batch arrived, by our clock
   * @param earlierOffset how far the device was behind our clock at its batch before this one; null
   *     at the first
   * @param clockJumped whether the batch's own running numbers show that the clock was set between
   *     its observations
   */
  public static ObservedTime ofDevice(
      Instant observed,
      @Nullable Instant deviceNow,
      Instant received,
      @Nullable Duration earlierOffset,
      boolean clockJumped) {
    Duration offset = deviceNow == null ? Duration.ZERO : Duration.between(deviceNow, received);
    Instant estimate = earlier(observed.plus(offset), received);
    Instant earliest = estimate;
    Instant latest = estimate;
    if (earlierOffset != null) {
      Instant other = earlier(observed.plus(earlierOffset), received);
      earliest = earlier(earliest, other);
      latest = later(latest, other);
    }
    return new ObservedTime(earliest, estimate, clockJumped ? received : latest);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
