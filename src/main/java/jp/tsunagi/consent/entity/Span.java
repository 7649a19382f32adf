package jp.tsunagi.consent.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 期間. A stretch of time in milliseconds since 1970 UTC, its first included, its last not. */
public record Span(long from, long until) {
  /** An open beginning. */
  public static final long EVER = 0;

  /** An open end: the last millisecond a FHIR date can name. */
  public static final long FOREVER = 253_402_300_799_999L;

  public static final Span ALWAYS = new Span(EVER, FOREVER);

  public static Span of(@Nullable Instant from, @Nullable Instant until) {
    return new Span(
        from == null ? EVER : Math.max(EVER, from.toEpochMilli()),
        until == null ? FOREVER : Math.max(EVER, until.toEpochMilli()));
  }

  public boolean contains(long time) {
    return from <= time && time < until;
  }

  /** What both have in common. */
  public Span within(Span other) {
    return new Span(Math.max(from, other.from), Math.min(until, other.until));
  }
}
