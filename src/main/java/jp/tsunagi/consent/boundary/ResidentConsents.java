package jp.tsunagi.consent.boundary;

import java.util.List;

/**
 * 利用者の同意. All decisions on sharing of a resident, newest first; all of it fits on one page.
 *
 * @param awaitedSupporters without whose consent the evacuation plan goes to nobody in advance
 */
public record ResidentConsents(List<ConsentView> items, List<AwaitedSupporter> awaitedSupporters) {
  public ResidentConsents {
    items = List.copyOf(items);
    awaitedSupporters = List.copyOf(awaitedSupporters);
  }
}
