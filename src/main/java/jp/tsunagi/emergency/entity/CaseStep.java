package jp.tsunagi.emergency.entity;

import java.util.Arrays;
import java.util.Optional;

/** 対応の段階. What a responder does with a case; each is done once and never undone. */
public enum CaseStep {
  /** 受ける. */
  ACCEPT("accept", CaseState.ACCEPTED),
  /** 出動. */
  DISPATCH("dispatch", CaseState.DISPATCHED),
  /** 現場到着. */
  ARRIVE("arrive", CaseState.ON_SCENE),
  /** 結果. */
  OUTCOME("outcome", CaseState.OUTCOME),
  /** 完了. */
  CLOSE("close", CaseState.CLOSED);

  private final String code;
  private final CaseState leadsTo;

  CaseStep(String code, CaseState leadsTo) {
    this.code = code;
    this.leadsTo = leadsTo;
  }

  public String code() {
    return code;
  }

  public CaseState leadsTo() {
    return leadsTo;
  }

  public static Optional<CaseStep> ofCode(String code) {
    return Arrays.stream(values()).filter(step -> step.code.equals(code)).findFirst();
  }

  public static Optional<CaseStep> leadingTo(CaseState state) {
    return Arrays.stream(values()).filter(step -> step.leadsTo == state).findFirst();
  }
}
