package jp.tsunagi.emergency.entity;

import java.math.BigDecimal;

/**
 * 位置. Degrees of WGS 84 as the device sent them, digit by digit, so that a repeat compares equal.
 */
public record GeoPoint(BigDecimal latitude, BigDecimal longitude) {
  public GeoPoint {
    latitude = inRange(latitude, 90);
    longitude = inRange(longitude, 180);
  }

  private static BigDecimal inRange(BigDecimal degrees, int most) {
    if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new IllegalArgumentException("not on earth");
    }
    BigDecimal plain = degrees.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
