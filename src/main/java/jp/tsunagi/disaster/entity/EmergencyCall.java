package jp.tsunagi.disaster.entity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 緊急通報. As far as it matters for the roster.
 *
 * @param id of the Communication
 * @param protocol how the centre's own code is to be read; empty without one
 * @param code as the centre sent it; empty without one
 * @param device who sent it, as a relative reference; absent for an unknown device
 * @param centre the body that received it, as a relative reference
 */
public record EmergencyCall(
    String id,
    String kind,
    String protocol,
    String code,
    Instant occurredAt,
    Instant receivedAt,
    @Nullable String device,
    @Nullable String centre,
    List<String> residents,
    boolean exercise) {
  public EmergencyCall {
    residents = List.copyOf(residents);
  }
}
