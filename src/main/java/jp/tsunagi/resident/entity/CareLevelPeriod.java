package jp.tsunagi.resident.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * 要介護認定. One certified level and the time it is valid; a later one does not overwrite it.
 *
 * @param id of the Observation
 * @param since first day; absent where nobody said
 * @param until last day; absent while it goes on
 * @param valid false when it was entered in error
 */
public record CareLevelPeriod(
    String id,
    ResidentId resident,
    CareLevel level,
    @Nullable LocalDate since,
    @Nullable LocalDate until,
    boolean valid,
    @Nullable Instant recordedAt) {

  private static final Comparator<CareLevelPeriod> LATEST =
      Comparator.comparing((CareLevelPeriod p) -> p.since() == null ? LocalDate.MIN : p.since())
          .thenComparing(p -> p.recordedAt() == null ? Instant.MIN : p.recordedAt())
          .thenComparing(CareLevelPeriod::id);

  /**
   * The level that holds on a day: of those that have begun, the one that began last. An expired
   * certificate still tells more than nothing, so its end does not hide it.
   */
  public static Optional<CareLevelPeriod> current(
      Collection<CareLevelPeriod> periods, LocalDate today) {
    return periods.stream()
        .filter(CareLevelPeriod::valid)
        .filter(period -> period.since() == null || !period.since().isAfter(today))
        .max(LATEST);
  }
}
