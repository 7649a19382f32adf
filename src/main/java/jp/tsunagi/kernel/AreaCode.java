package jp.tsunagi.kernel;

import java.util.regex.Pattern;

/**
 * 地区コード. A place in the tree city → fire jurisdiction → district → town, such as {@code
 * 08211-mitsukaido}. A code includes itself and every code that continues it after a hyphen.
 */
public record AreaCode(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{5}(-[a-z0-9]+)*");

  public AreaCode {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an area code: " + value);
    }
  }

  /** Whether the text has the shape of an area code. */
  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** Whether {@code other} is this place or lies inside it. */
  public boolean includes(AreaCode other) {
    return other.value.equals(value) || other.value.startsWith(value + "-");
  }

  /** The five digits of the municipality (全国地方公共団体コード without its check digit). */
  public String city() {
    return value.substring(0, 5);
  }

  @Override
  public String toString() {
    return value;
  }
}
