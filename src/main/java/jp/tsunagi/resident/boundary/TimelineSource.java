package jp.tsunagi.resident.boundary;

import java.time.Instant;
import java.util.List;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/**
 * 経過の出どころ. A component that has something to tell about a resident implements it as a CDI bean; the
 * timeline asks every source and merges.
 *
 * <p>The caller has made sure that the actor can reach the resident. The source leaves out what
 * this actor may not see, by passing {@code AccessPolicy.visibility(actor)} to the store.
 */
public interface TimelineSource {

  /**
   * What happened before the instant (exclusive), newest first.
   *
   * @param limit how many at most. A page is never cut between two entries of the same instant, so
   *     a source that stops at the limit adds the further ones that share the last one's instant.
   * @param language {@code ja} or {@code en}, of titles and texts the source makes itself
   */
  List<TimelineEntry> entries(
      ResidentId resident, Actor actor, Instant before, int limit, String language);
}
