package jp.tsunagi.emergency.entity;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 済んだ段階. A step of a case that somebody took.
 *
 * @param user account name
 * @param name what people call the person
 * @param organization id of the organization acted for, absent for the system itself
 * @param outcome only with the step {@link CaseStep#OUTCOME}
 */
public record TakenStep(
    CaseStep step,
    Instant at,
    String user,
    String name,
    @Nullable String organization,
    @Nullable String organizationName,
    @Nullable Outcome outcome) {

  /** Whether the other one says the same, so that a repeat has one effect. */
  public boolean repeats(TakenStep earlier) {
    return step == earlier.step
        && user.equals(earlier.user)
        && Objects.equals(outcome, earlier.outcome);
  }
}
