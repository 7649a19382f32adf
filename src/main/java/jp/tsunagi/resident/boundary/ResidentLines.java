package jp.tsunagi.resident.boundary;

import java.util.Collection;
import java.util.Map;
import jp.tsunagi.kernel.ResidentId;

/**
 * 利用者の一行の台帳. Names residents for other components' lists. It decides nothing: the caller has asked
 * the access policy, and leaves out what exceeds the view (care level and warnings that are not
 * roster reasons belong to the care record).
 */
public interface ResidentLines {

  /** The lines of the residents that exist, by id. */
  Map<ResidentId, ResidentLine> of(Collection<ResidentId> residents, String language);
}
