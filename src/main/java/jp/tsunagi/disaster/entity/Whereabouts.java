package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;

/** 居所・行動. Where a resident is or what she is doing about it. */
public enum Whereabouts {
  /** 自宅(安全). */
  HOME("home"),
  /** 自宅(孤立). */
  HOME_ISOLATED("home-isolated"),
  /** 避難準備中. */
  PREPARING("preparing"),
  /** 移動中. */
  MOVING("moving"),
  /** 避難所. */
  SHELTER("shelter"),
  /** 福祉避難所. */
  WELFARE_SHELTER("welfare-shelter"),
  /** 親族宅. */
  RELATIVES("relatives"),
  /** 病院. */
  HOSPITAL("hospital"),
  /** 施設. */
  FACILITY("facility"),
  /** 不明: says nothing, so it contradicts nothing. */
  UNKNOWN("unknown");

  private final String code;

  Whereabouts(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<Whereabouts> ofCode(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
