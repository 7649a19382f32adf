package jp.tsunagi.emergency.entity;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * 通報種別. What a device or a centre reports. Seven in ten calls are tests and one in fifty is an
 * emergency, so only the kinds that may cost a life open a case; a kind nobody could classify is
 * one of them.
 */
public enum EmergencyKind {
  /** 緊急. */
  EMERGENCY("emergency", true),
  /** 相談. */
  CONSULTATION("consultation", false),
  /** 無反応・安否. No movement for longer than the sensor allows. */
  NO_MOVEMENT("no-movement", true),
  /** 火災・ガス. */
  FIRE("fire", true),
  /** 転倒. */
  FALL("fall", true),
  /** 徘徊. */
  WANDERING("wandering", true),
  /** 停電. */
  POWER_LOSS("power-loss", false),
  /** 復電. */
  POWER_RESTORED("power-restored", false),
  /** 電池切れ. */
  BATTERY("battery", false),
  /** 回線断. */
  LINK_LOST("link-lost", false),
  /** 試験. */
  TEST("test", false),
  /** 取消. The resident or the centre takes a call back; only the fire service ends a case. */
  CANCEL("cancel", false),
  /** 不明通報. Never dropped, treated as an emergency. */
  UNKNOWN("unknown", true);

  private final String code;
  private final boolean alarm;

  EmergencyKind(String code, boolean alarm) {
    this.code = code;
    this.alarm = alarm;
  }

  public String code() {
    return code;
  }

  /** Whether it opens a case, or joins the open one of the same household. */
  public boolean isAlarm() {
    return alarm;
  }

  /** All codes, for the caller who used none of them. */
  public static String codes() {
    return Arrays.stream(values()).map(EmergencyKind::code).collect(Collectors.joining(", "));
  }

  public static Optional<EmergencyKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
