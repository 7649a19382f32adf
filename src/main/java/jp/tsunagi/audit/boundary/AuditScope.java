package jp.tsunagi.audit.boundary;

import java.util.Collection;
import jp.tsunagi.kernel.ResidentId;

/**
 * 監査の対象範囲. Collects, while one audited call runs, which residents and resources it touched and on
 * which ground. The access policy enters its decisions by itself; services add what they found (the
 * residents on a page, the id of what was created). Injected; bound to the running audited call.
 */
public interface AuditScope {

  /**
   * Why the access is allowed: code of the ground and, if any, what it rests on (a consent, case,
   * event reference).
   */
  AuditScope ground(String groundCode, String basis);

  /** What kind of data is shown. */
  AuditScope dataSet(String dataSet);

  AuditScope resident(ResidentId resident);

  AuditScope residents(Collection<ResidentId> residents);

  /** A resource touched, as a relative reference; never a name or a text. */
  AuditScope resource(String reference);

  /**
   * The search or operation as asked, with its values replaced by a digest where they may carry
   * personal data.
   */
  AuditScope query(String text);

  /** A drill: written into the row. */
  AuditScope exercise(boolean exercise);

  /**
   * The policy refused; the row says denied whatever the answer looks like from outside (404 too).
   */
  AuditScope denied(String groundCode);

  /**
   * A resident shown, with the ground it is shown on: a page of many residents may rest on several
   * grounds, and each gets a row of its own.
   */
  AuditScope permitted(ResidentId resident, String groundCode, String basis);

  /**
   * Whether a call is being audited in this thread; the system's own work may run outside of one.
   */
  boolean isRunning();
}
