package jp.tsunagi.consent.boundary;

/**
 * 根拠. Why an access is allowed. Each has a Japanese and an English sentence, {@code ground.<code>}
 * in the message files, that names the article of the law.
 */
public enum Ground {
  /** 支援チームと本人同意. */
  TEAM_AND_CONSENT("team-and-consent", "個人情報保護法27条1項"),
  /** 本人の開示請求. The resident herself. */
  OWN_RECORD("own-record", "個人情報保護法33条1項・76条1項"),
  /** 家族の閲覧, with the resident's consent. */
  FAMILY_VIEW("family-view", "個人情報保護法27条1項・69条2項1号"),
  /** 登録事務. The city's registration duty. */
  REGISTRATION_DUTY("registration-duty", "個人情報保護法61条1項"),
  /** 災害対策基本法49条の10・49条の11第1項. Internal use by the city. */
  ROSTER_INTERNAL_USE("roster-internal-use", "災害対策基本法49条の10・49条の11第1項"),
  /** 災害対策基本法49条の11第2項, with the resident's consent. */
  ADVANCE_CONSENT("advance-consent", "災害対策基本法49条の11第2項・49条の15第2項"),
  /** 災害対策基本法49条の11第2項但書, by a by-law. */
  BY_LAW("by-law", "災害対策基本法49条の11第2項ただし書"),
  /** 災害対策基本法49条の15第2項但書, by a by-law on individual plans. */
  PLAN_BY_LAW("plan-by-law", "災害対策基本法49条の15第2項ただし書"),
  /** 災害対策基本法49条の11第3項 (plans: 49条の15). */
  EMERGENCY_MODE("emergency-mode", "災害対策基本法49条の11第3項・49条の15第3項"),
  /** 生命の保護: 個人情報保護法27条1項2号 / 69条2項4号, an open emergency case. */
  EMERGENCY_CASE("emergency-case", "個人情報保護法27条1項2号・69条2項4号"),
  /** 生命の保護, opened by the caller with a reason for 60 minutes. */
  BREAK_GLASS("break-glass", "個人情報保護法27条1項2号・69条2項4号"),
  /** 自組織の記録. What members of one's own organization wrote, and the resident's identity. */
  OWN_ENTRY("own-entry"),
  /** 監査事務. */
  AUDIT_DUTY("audit-duty"),
  /** 機器の登録. An emergency centre's own devices and what it sent. */
  DEVICE_REGISTRATION("device-registration"),
  /** 事業所・職員の名簿 and other things that are about no resident. */
  DIRECTORY("directory"),
  /** 設定. Configuration and accounts. */
  CONFIGURATION("configuration"),
  /** システム自身. Seeding, timers, projections. */
  SYSTEM("system"),
  /** 根拠なし. Nothing allows it. */
  NONE("none");

  private final String code;
  private final String article;

  Ground(String code) {
    this(code, "");
  }

  Ground(String code, String article) {
    this.code = code;
    this.article = article;
  }

  public String code() {
    return code;
  }

  /** The article of the law; empty where no law needs to be named. */
  public String article() {
    return article;
  }
}
