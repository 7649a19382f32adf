package jp.tsunagi.disaster.entity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 緊急モード. The bounded time in which the law lets responders see the roster without consent. It ends
 * by itself. A second person of the city confirms it; who declared it acts meanwhile, for water
 * does not wait, but without a second signature it is flagged.
 *
 * @param declaredBy the account that declared it; absent in records of old
 * @param confirmedBy the account that confirmed it
 */
public record EmergencyMode(
    String legalGround,
    String reason,
    Instant from,
    Instant until,
    @Nullable String declaredBy,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt) {
  /** How long a second signature may take before it is flagged. */
  public static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(30);

  /** Where the second signature stands. */
  public enum Confirmation {
    CONFIRMED("confirmed"),
    PENDING("pending"),
    OVERDUE("overdue");

    private final String code;

    Confirmation(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  public EmergencyMode(String legalGround, String reason, Instant from, Instant until) {
    this(legalGround, reason, from, until, null, null, null);
  }

  public boolean isActive(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  public EmergencyMode until(Instant end) {
    return new EmergencyMode(legalGround, reason, from, end, declaredBy, confirmedBy, confirmedAt);
  }

  /** Prolonged, for a reason of its own; the signatures stay. */
  public EmergencyMode prolonged(String why, Instant end) {
    return new EmergencyMode(legalGround, why, from, end, declaredBy, confirmedBy, confirmedAt);
  }

  public EmergencyMode declaredBy(String user) {
    return new EmergencyMode(legalGround, reason, from, until, user, confirmedBy, confirmedAt);
  }

  public EmergencyMode confirmedBy(String user, Instant at) {
    return new EmergencyMode(legalGround, reason, from, until, declaredBy, user, at);
  }

  public Instant confirmationDue() {
    return from.plus(CONFIRMED_WITHIN);
  }

  public Confirmation confirmation(Instant now) {
    if (confirmedBy != null) {
      return Confirmation.CONFIRMED;
    }
    return now.isBefore(confirmationDue()) ? Confirmation.PENDING : Confirmation.OVERDUE;
  }
}
