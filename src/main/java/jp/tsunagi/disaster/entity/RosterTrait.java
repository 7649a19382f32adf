package jp.tsunagi.disaster.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 名簿に関わる事項. One thing the record says about a resident that can change her rank.
 *
 * @param code of the support reason, the scale's grade, or the device kind
 * @param from when it begins to count; absent: always did
 * @param until when it ceases to count (exclusive); absent: does not
 */
public record RosterTrait(
    String resident,
    Kind kind,
    String code,
    @Nullable Instant from,
    @Nullable Instant until,
    boolean mainsRequired,
    @Nullable Double batteryHours) {
  /** What sort of thing. */
  public enum Kind {
    ROSTER_FLAG("flag"),
    WARNING("warning"),
    CARE_LEVEL("care"),
    DEMENTIA("dementia"),
    DISABILITY("disability"),
    DEVICE("device");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Kind ofCode(String code) {
      for (Kind kind : values()) {
        if (kind.code.equals(code)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no such kind: " + code);
    }
  }

  public boolean counts(Instant now) {
    return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
  }
}
