package jp.tsunagi.consent.entity;

import java.util.List;
import java.util.Optional;

/**
 * 同意の意思表示. What a resident decided for one purpose and for one organization or all.
 *
 * @param consent id of the Consent
 * @param organization whom it is about; empty for everybody
 * @param decidedAt when; a later decision overrides an earlier one
 */
public record ConsentDecision(
    String consent,
    ConsentPurpose purpose,
    State state,
    String organization,
    long decidedAt,
    Span span) {

  /** What was decided. */
  public enum State {
    GIVEN(1),
    REFUSED(2),
    WITHDRAWN(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    public static State ofCode(int code) {
      return values()[code - 1];
    }
  }

  private boolean concerns(ConsentPurpose wanted, String reader) {
    return purpose == wanted && (organization.isEmpty() || organization.equals(reader));
  }

  /**
   * The consent that allows an organization to read now; empty when there is none, or a refusal of
   * the same day or later stands against it. Of one day, what names the organization comes before
   * what is said of all.
   */
  public static Optional<ConsentDecision> inForce(
      List<ConsentDecision> all, ConsentPurpose purpose, String reader, long now) {
    return all.stream()
        .filter(given -> given.state == State.GIVEN && given.concerns(purpose, reader))
        .filter(given -> given.span.contains(now))
        .filter(given -> all.stream().noneMatch(other -> other.refutes(given, reader, now)))
        .findFirst();
  }

  private boolean refutes(ConsentDecision given, String reader, long now) {
    if (state != State.REFUSED || !concerns(given.purpose, reader) || !span.contains(now)) {
      return false;
    }
    boolean lessPrecise = organization.isEmpty() && !given.organization.isEmpty();
    return decidedAt > given.decidedAt || (decidedAt == given.decidedAt && !lessPrecise);
  }

  /**
   * Whether an organization could once read by a consent that has ended: withdrawn, run out, or
   * refused later. Whom the consent itself left out never could, nor anybody by one that has not
   * begun.
   */
  public static boolean hasLapsed(
      List<ConsentDecision> all, ConsentPurpose purpose, String reader, long now) {
    return all.stream()
        .filter(one -> one.state != State.REFUSED && one.concerns(purpose, reader))
        .filter(one -> one.span.from() <= now)
        .anyMatch(one -> all.stream().noneMatch(other -> other.leavesOut(one, reader)));
  }

  private boolean leavesOut(ConsentDecision given, String reader) {
    return state == State.REFUSED
        && consent.equals(given.consent)
        && purpose == given.purpose
        && organization.equals(reader);
  }
}
