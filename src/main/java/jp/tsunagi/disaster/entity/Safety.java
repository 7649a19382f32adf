package jp.tsunagi.disaster.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * 安否. How a resident is. The first six are what somebody reports, worst first; the last three are
 * only ever derived.
 *
 * <p>{@link #RESCUE_NEEDED} stands before {@link #DECEASED}: when reports differ, somebody is sent
 * as long as one of them says that help is needed. See ADR-0052.
 */
public enum Safety {
  /** 要救助. */
  RESCUE_NEEDED("rescue-needed", true),
  /** 死亡. */
  DECEASED("deceased", true),
  /** 連絡不能・所在不明. */
  UNREACHABLE("unreachable", true),
  /** 軽傷. */
  MINOR_INJURY("minor-injury", true),
  /** 無事. */
  SAFE("safe", true),
  /** 対象外: in hospital, in a facility, moved away. */
  NOT_APPLICABLE("not-applicable", true),
  /** 未確認: no report says how the resident is. */
  UNCONFIRMED("unconfirmed", false),
  /** 確認中: unconfirmed, and somebody is on the way. */
  BEING_CHECKED("being-checked", false),
  /** 再確認: was well, and that was too long ago to count on. */
  RECHECK("recheck", false);

  private final String code;
  private final boolean reportable;

  Safety(String code, boolean reportable) {
    this.code = code;
    this.reportable = reportable;
  }

  public String code() {
    return code;
  }

  /** Whether somebody can report it; the others are derived. */
  public boolean reportable() {
    return reportable;
  }

  /** Good news, which grows old; bad news stays until somebody replaces it. */
  public boolean fades() {
    return this == SAFE || this == MINOR_INJURY;
  }

  public static Optional<Safety> ofCode(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
