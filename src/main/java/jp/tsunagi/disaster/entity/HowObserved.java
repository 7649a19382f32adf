package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * 確認方法. How a report came about, and therefore what it can outweigh and how long it may be counted
 * on.
 */
public enum HowObserved {
  /** 目視. */
  SEEN("seen"),
  /** 電話. */
  PHONE("phone"),
  /** 家族から. */
  FAMILY("family"),
  /** 自動応答. */
  AUTOMATIC("automatic"),
  /** 避難所名簿. */
  SHELTER_LIST("shelter-list"),
  /** センサー. */
  SENSOR("sensor");

  private final String code;

  HowObserved(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public boolean inPerson() {
    return this == SEEN;
  }

  /** Cannot clear what somebody saw: it contradicts an in-person call for rescue, always. */
  public boolean weaker() {
    return this == PHONE || this == FAMILY || this == AUTOMATIC;
  }

  /** No human being stands behind it. */
  public boolean machine() {
    return this == AUTOMATIC || this == SENSOR;
  }

  public static Optional<HowObserved> ofCode(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
