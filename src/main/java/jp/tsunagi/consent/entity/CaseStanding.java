package jp.tsunagi.consent.entity;

import java.util.List;
import java.util.Set;
import jp.tsunagi.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * 通報事案の状況. Who may have an emergency case.
 *
 * @param caseId the number of the case
 * @param task id of the Task
 * @param area where it happens; absent when unknown or in no jurisdiction
 * @param centre the organization that sent it
 * @param acceptedBy the organization that accepted it
 * @param accepted whether somebody did
 * @param exercise a drill
 * @param closedAt when it ended; {@link Span#FOREVER} while it is open
 * @param residents whom it is about; empty for an unregistered device
 */
public record CaseStanding(
    String caseId,
    String task,
    @Nullable AreaCode area,
    @Nullable String centre,
    @Nullable String acceptedBy,
    boolean accepted,
    boolean exercise,
    long closedAt,
    Set<String> residents) {
  public CaseStanding {
    residents = Set.copyOf(residents);
  }

  public boolean isOpen(long now) {
    return now < closedAt;
  }

  /** Nobody knows whose it is, and nobody has taken it. */
  public boolean isAnybodys() {
    return area == null && !accepted;
  }

  /** Whether a body responsible for these areas, or this one itself, answers it. */
  public boolean isAnsweredBy(List<AreaCode> areas, @Nullable String organization) {
    if (area != null) {
      return areas.stream().anyMatch(own -> own.includes(area));
    }
    return !accepted || (organization != null && organization.equals(acceptedBy));
  }
}
