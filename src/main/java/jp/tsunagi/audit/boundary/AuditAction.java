package jp.tsunagi.audit.boundary;

/** 操作. What was done, in the words of the audit trail. */
public enum AuditAction {
  READ("read"),
  SEARCH("search"),
  CREATE("create"),
  UPDATE("update"),
  DELETE("delete"),
  EXPORT("export"),
  EXECUTE("execute"),
  SUBSCRIBE("subscribe"),
  LOGIN("login"),
  LOGOUT("logout");

  private final String code;

  AuditAction(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Whether the call changes something, so that its row belongs into the transaction. */
  public boolean writes() {
    return this == CREATE || this == UPDATE || this == DELETE || this == EXECUTE;
  }
}
