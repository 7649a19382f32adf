package jp.tsunagi.audit.boundary;

/** 結果. How an audited call ended. */
public enum AuditOutcome {
  PERMITTED("permitted"),
  /** The policy refused it. */
  DENIED("denied"),
  /** It was not refused, but came to nothing: invalid content, a conflict, a fault. */
  FAILED("failed");

  private final String code;

  AuditOutcome(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
