package jp.tsunagi.audit.boundary;

import java.util.List;

/**
 * 監査記録の行. The trail for reports of other components. Who asks for one is decided, and recorded, by
 * whoever makes the report.
 */
public interface AuditLines {
  /** Rows that match, newest first, everything recorded until now included. */
  List<AuditLine> find(AuditQuery query, String language);
}
