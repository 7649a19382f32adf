package jp.tsunagi.consent.entity;

import java.util.Arrays;
import java.util.Optional;

/** 同意の目的. What a resident agrees to; each is given and withdrawn by itself. */
public enum ConsentPurpose {
  /** 電子連絡帳での情報共有. */
  NOTEBOOK_SHARING("notebook-sharing"),
  /** 名簿情報の事前提供. */
  ROSTER_ADVANCE("roster-advance"),
  /** 個別避難計画の事前提供. */
  EVACUATION_PLAN_ADVANCE("evacuation-plan-advance"),
  /** 緊急通報受信センターとの連携. */
  ALARM_CENTRE("alarm-centre"),
  /** 家族の閲覧. */
  FAMILY_VIEW("family-view"),
  /** 広域での共有. */
  WIDE_AREA("wide-area");

  private final String code;

  ConsentPurpose(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<ConsentPurpose> ofCode(String code) {
    return Arrays.stream(values()).filter(purpose -> purpose.code.equals(code)).findFirst();
  }
}
