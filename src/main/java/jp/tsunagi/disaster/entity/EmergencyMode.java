package jp.tsunagi.disaster.entity;

import java.time.Instant;

/**
 * 緊急モード. The bounded time in which the law lets responders see the roster without consent. It ends
 * by itself.
 */
public record EmergencyMode(String legalGround, String reason, Instant from, Instant until) {
  public boolean isActive(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  public EmergencyMode until(Instant end) {
    return new EmergencyMode(legalGround, reason, from, end);
  }
}
