package jp.tsunagi.disaster.control;

import jakarta.enterprise.context.ApplicationScoped;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.record.boundary.Visibility.Condition;

/** 訓練の対象者. */
@ApplicationScoped
public class DrillConsent {
  /** Who may be on the roster of a disaster, on the row of the Patient. */
  public Condition admitted(Disaster disaster) {
    return Condition.ALWAYS;
  }

  boolean admits(Disaster disaster, String resident) {
    return true;
  }
}
