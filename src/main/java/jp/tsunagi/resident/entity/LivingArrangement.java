package jp.tsunagi.resident.entity;

import java.util.Arrays;
import java.util.Optional;

/** 居住形態. How the resident lives; the code system {@code living-arrangement}. */
public enum LivingArrangement {
  ALONE("alone", "独居"),
  COUPLE("couple", "高齢者のみ世帯"),
  FAMILY("family", "家族と同居"),
  DAYTIME_ALONE("daytime-alone", "日中独居"),
  FACILITY("facility", "施設入所"),
  HOSPITAL("hospital", "長期入院");

  private final String code;
  private final String display;

  LivingArrangement(String code, String display) {
    this.code = code;
    this.display = display;
  }

  public String code() {
    return code;
  }

  public static Optional<LivingArrangement> parse(String typed) {
    return Arrays.stream(values())
        .filter(way -> way.code.equals(typed) || way.display.equals(typed))
        .findFirst();
  }
}
