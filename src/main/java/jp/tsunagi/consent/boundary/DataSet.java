package jp.tsunagi.consent.boundary;

/** 情報の範囲. The data sets of the access table, narrowest first. */
public enum DataSet {
  /** 本人特定事項. Who the resident is: number, name, birth date, gender. Part of every view. */
  IDENTITY("identity"),
  /** 名簿情報. The statutory items (災害対策基本法49条の10第2項) and the safety status. */
  ROSTER_ITEM("roster-item"),
  /** 個別避難計画. The plan, supporters, shelter, route. */
  EVACUATION_PLAN("evacuation-plan"),
  /** 救急カード. What a crew must know at the door. */
  CREW_CARD("crew-card"),
  /** 通報事案. The event, its case and its steps. */
  EMERGENCY_CASE("emergency-case"),
  /** 記録全体. Everything but sealed notes. */
  CARE_RECORD("care-record"),
  /** 限定公開. Notes their author limited to named organizations. */
  SEALED("sealed");

  private final String code;

  DataSet(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
