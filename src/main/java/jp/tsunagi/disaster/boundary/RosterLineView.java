package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import jp.tsunagi.resident.boundary.Warning;
import org.jspecify.annotations.Nullable;

/**
 * 名簿の一行. A resident of the roster as a responder sees her: who she is, why she comes where she
 * comes, what is known of her and who goes there.
 *
 * @param mark why she left the roster since it was made: deceased, moved, unlisted
 * @param assignee account name of who goes there
 * @param assigneeName what people call that person
 * @param facts all reports, oldest first; only when asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RosterLineView(
    String residentId,
    String name,
    @Nullable String kana,
    @Nullable Integer age,
    @Nullable String area,
    @Nullable String areaName,
    @Nullable String address,
    @Nullable Double latitude,
    @Nullable Double longitude,
    List<Warning> warnings,
    int rank,
    int tier,
    List<String> reasons,
    String safety,
    String whereabouts,
    List<String> support,
    boolean conflict,
    @Nullable String mark,
    @Nullable OffsetDateTime lastFactAt,
    @Nullable LastFact lastFact,
    @Nullable String assignee,
    @Nullable String assigneeName,
    @Nullable OffsetDateTime assignedUntil,
    @Nullable Emergency emergency,
    @Nullable List<FactView> facts) {

  /** 最新の報告. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastFact(
      @Nullable String safety,
      @Nullable String whereabouts,
      OffsetDateTime at,
      Reporter by,
      String how) {}

  /** 通報. The case that is open for the resident. */
  public record Emergency(String caseId, String state, String kind) {}

  /** 報告者. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reporter(@Nullable String user, String name, @Nullable String organisation) {}

  /**
   * 安否報告.
   *
   * @param superseded whether it no longer counts: replaced or withdrawn
   * @param late whether it arrived after the disaster was closed
   * @param clockDoubtful whether the device's clock was off by more than five minutes
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FactView(
      String id,
      @Nullable String safety,
      @Nullable String whereabouts,
      @Nullable List<String> support,
      String how,
      OffsetDateTime observedAt,
      OffsetDateTime receivedAt,
      Reporter by,
      String deviceId,
      @Nullable String note,
      @Nullable String source,
      boolean superseded,
      @Nullable Boolean late,
      @Nullable Boolean clockDoubtful) {}
}
