package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;

/** 支援要否. What a resident needs where she is. */
public enum SupportNeed {
  /** 見守り. */
  WATCH("watch"),
  /** 電源. */
  POWER("power"),
  /** 酸素. */
  OXYGEN("oxygen"),
  /** 透析. */
  DIALYSIS("dialysis"),
  /** 薬. */
  MEDICINE("medicine"),
  /** 移送. */
  TRANSPORT("transport");

  private final String code;

  SupportNeed(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<SupportNeed> ofCode(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
