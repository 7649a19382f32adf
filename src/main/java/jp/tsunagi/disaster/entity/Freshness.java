package jp.tsunagi.disaster.entity;

import java.time.Duration;

/**
 * 有効時間. How long good news may be counted on before the resident is to be checked again: an answer
 * given by a machine grows old sooner than one a human being gave.
 *
 * @param byPeople for reports somebody made
 * @param byMachines for automatic answers and sensors
 */
public record Freshness(Duration byPeople, Duration byMachines) {
  public Freshness {
    if (byPeople.isNegative() || byPeople.isZero() || byMachines.isNegative()) {
      throw new IllegalArgumentException("freshness is a time span");
    }
  }

  Duration of(HowObserved how) {
    return how.machine() ? byMachines : byPeople;
  }
}
