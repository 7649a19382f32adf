package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import jp.tsunagi.consent.boundary.StatedGround;

/**
 * 災害ボード. Where the response stands: counts of everything the caller may see, and the lines somebody
 * has to act on.
 *
 * @param counts by status, with {@code total} and {@code conflict}
 * @param unconfirmed the first of them, by rank
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Board(
    DisasterView disaster,
    boolean exercise,
    OffsetDateTime asOf,
    Map<String, Long> counts,
    List<District> districts,
    List<RosterLineView> rescueNeeded,
    List<RosterLineView> conflicts,
    List<RosterLineView> unconfirmed,
    StatedGround ground) {
  /** 地区. */
  public record District(String area, String name, Map<String, Long> counts) {}
}
