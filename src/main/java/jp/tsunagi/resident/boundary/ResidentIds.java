package jp.tsunagi.resident.boundary;

import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.platform.boundary.ProblemException;

/** Reads resident ids of addresses and bodies. */
public final class ResidentIds {
  private ResidentIds() {}

  /**
   * The id, or the answer of an unknown resident: an id of a shape no resident can have tells
   * nothing else than one nobody has.
   */
  public static ResidentId parse(String id, AuditScope audit) {
    try {
      return new ResidentId(id);
    } catch (IllegalArgumentException e) {
      audit.denied(Ground.NONE.code());
      throw ProblemException.notFound();
    }
  }
}
