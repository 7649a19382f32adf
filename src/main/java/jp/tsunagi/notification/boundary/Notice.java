package jp.tsunagi.notification.boundary;

import java.util.Arrays;
import java.util.Optional;
import jp.tsunagi.kernel.Actor;

/**
 * 知らせ. That something happened which somebody has to know.
 *
 * @param about the resource that is the fact, as a relative reference
 * @param by who did it
 * @param exercise a drill; said wherever the notice is shown
 */
public record Notice(Kind kind, String about, Actor by, boolean exercise) {

  /** What happened. */
  public enum Kind {
    /** 緊急通報. A call opened a case. */
    EMERGENCY_CASE("emergency-case"),
    /** 緊急通報の結果. */
    EMERGENCY_OUTCOME("emergency-outcome"),
    /** 緊急閲覧. Somebody opened the resident's card with a reason of their own. */
    BREAK_GLASS("break-glass"),
    /** 個別避難計画の変更. */
    EVACUATION_PLAN("evacuation-plan"),
    /** 確認のない緊急モード. Nobody signed beside the one who declared it, in time. */
    MODE_UNCONFIRMED("emergency-mode-unconfirmed");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Optional<Kind> ofCode(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
  }
}
