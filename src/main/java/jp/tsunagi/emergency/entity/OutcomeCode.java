package jp.tsunagi.emergency.entity;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** 対応結果. How a case ended for the resident. */
public enum OutcomeCode {
  /** 搬送. */
  TRANSPORTED("transported"),
  /** 誤報. */
  FALSE_ALARM("false-alarm"),
  /** 現場で解決. */
  RESOLVED("resolved"),
  /** 死亡. */
  DECEASED("deceased"),
  /** 連絡不能. */
  UNREACHABLE("unreachable");

  private final String code;

  OutcomeCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** All codes, for the caller who used none of them. */
  public static String codes() {
    return Arrays.stream(values()).map(OutcomeCode::code).collect(Collectors.joining(", "));
  }

  public static Optional<OutcomeCode> ofCode(String code) {
    return Arrays.stream(values()).filter(outcome -> outcome.code.equals(code)).findFirst();
  }
}
