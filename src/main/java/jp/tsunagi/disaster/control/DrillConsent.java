package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jp.tsunagi.consent.boundary.AdvanceConsents;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.record.boundary.Visibility.Condition;

/**
 * 訓練の対象者. A drill has only those on its roster who agreed to be shared in advance, and loses them
 * as soon as they withdraw; a disaster has everybody.
 */
@ApplicationScoped
public class DrillConsent {
  private AdvanceConsents consents;
  private RosterLineRepository lines;

  @SuppressWarnings("NullAway.Init")
  protected DrillConsent() {}

  @Inject
  DrillConsent(AdvanceConsents consents, RosterLineRepository lines) {
    this.consents = consents;
    this.lines = lines;
  }

  /** Who may be on the roster of a disaster, on the row {@code r} of the Patient. */
  public Condition admitted(Disaster disaster) {
    return disaster.exercise() ? consents.toTheRoster("r") : Condition.ALWAYS;
  }

  boolean admits(Disaster disaster, String resident) {
    return !disaster.exercise()
        || lines
            .visible(java.util.List.of(resident), consents.toTheRoster("r"))
            .containsKey(resident);
  }
}
