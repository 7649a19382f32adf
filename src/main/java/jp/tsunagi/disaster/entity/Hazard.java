package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;

/** 災害種別. */
public enum Hazard {
  FLOOD("flood"),
  LANDSLIDE("landslide"),
  EARTHQUAKE("earthquake"),
  FIRE("fire"),
  WIND("wind"),
  SNOW("snow"),
  POWER_LOSS("power-loss"),
  OTHER("other");

  private final String code;

  Hazard(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<Hazard> ofCode(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
