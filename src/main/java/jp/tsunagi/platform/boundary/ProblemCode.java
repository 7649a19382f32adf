package jp.tsunagi.platform.boundary;

/**
 * 問題の一覧. Every problem a caller can meet: a stable code, the HTTP status, the FHIR issue type, and
 * its text in {@code messages_{ja,en}.properties} under {@code problem.<code>.title} and {@code
 * problem.<code>.detail}.
 */
public enum ProblemCode {
  INVALID_SYNTAX("invalid-syntax", 400, "structure"),
  INVALID_CONTENT("invalid-content", 422, "invalid"),
  REQUIRED("required", 422, "required"),
  INVALID_PARAMETER("invalid-parameter", 400, "invalid"),
  UNKNOWN_PARAMETER("unknown-parameter", 400, "not-supported"),
  TOO_LARGE("too-large", 413, "too-long"),
  TOO_MANY("too-many", 422, "too-long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "not-supported"),
  NOT_ACCEPTABLE("not-acceptable", 406, "not-supported"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "not-supported"),
  UNAUTHENTICATED("unauthenticated", 401, "login"),
  SESSION_LOCKED("session-locked", 401, "login"),
  FORBIDDEN("forbidden", 403, "forbidden"),
  CROSS_SITE("cross-site-request", 403, "forbidden"),
  NOT_FOUND("not-found", 404, "not-found"),
  GONE("gone", 410, "deleted"),
  CONFLICT("conflict", 409, "conflict"),
  DUPLICATE("duplicate", 409, "duplicate"),
  CONFLICTING_ID("conflicting-id", 409, "conflict"),
  STEP_ALREADY_TAKEN("step-already-taken", 409, "conflict"),
  STILL_REFERENCED("still-referenced", 409, "conflict"),
  VERSION_CONFLICT("version-conflict", 412, "conflict"),
  MULTIPLE_MATCHES("multiple-matches", 412, "multiple-matches"),
  PRECONDITION_REQUIRED("precondition-required", 428, "required"),
  UNKNOWN_REFERENCE("unknown-reference", 422, "not-found"),
  APPEND_ONLY("append-only", 405, "business-rule"),
  BUSINESS_RULE("business-rule", 422, "business-rule"),
  RATE_LIMITED("rate-limited", 429, "throttled"),
  BUSY("busy", 503, "transient"),
  INTERNAL("internal", 500, "exception");

  private final String code;
  private final int status;
  private final String issueType;

  ProblemCode(String code, int status, String issueType) {
    this.code = code;
    this.status = status;
    this.issueType = issueType;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  /** The code of FHIR's issue-type value set, for OperationOutcome. */
  public String issueType() {
    return issueType;
  }
}
