package jp.tsunagi.audit.boundary;

import java.util.Collection;
import java.util.Set;

/**
 * 身内かもしれない人. Tells of which residents a member of staff may be a relative or neighbour; whoever
 * keeps the residents' records implements it.
 */
public interface RelativesHint {
  /** Those who share the person's family name or her address. */
  Set<String> relativesOf(String user, String name, Collection<String> residents);
}
