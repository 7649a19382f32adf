package jp.tsunagi.resident.entity;

import org.jspecify.annotations.Nullable;

/**
 * 言及. What an edit says about one member: nothing, a new value, or that it shall be removed (JSON
 * {@code null}, RFC 7396).
 *
 * @param made whether the edit speaks of the member at all
 * @param value the new value; null removes
 */
public record Mention<T>(boolean made, @Nullable T value) {
  private static final Mention<?> NONE = new Mention<>(false, null);

  @SuppressWarnings("unchecked") // it holds no value of any type
  public static <T> Mention<T> none() {
    return (Mention<T>) NONE;
  }

  public static <T> Mention<T> of(@Nullable T value) {
    return new Mention<>(true, value);
  }
}
