package jp.tsunagi.emergency.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import jp.tsunagi.resident.boundary.CrewCard;
import org.jspecify.annotations.Nullable;

/**
 * 案件. Everything the caller may know of one emergency.
 *
 * @param crewCards of the residents whose card the caller may see now
 * @param mayTake the steps the caller may take next
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseDetails(
    String caseId,
    String state,
    String kind,
    @Nullable String area,
    @Nullable String areaName,
    Instant receivedAt,
    boolean exercise,
    boolean unregistered,
    @Nullable String deviceId,
    @Nullable Responder acceptedBy,
    List<String> residentIds,
    List<CaseResident> residents,
    List<Step> steps,
    List<Event> events,
    @Nullable Result outcome,
    List<CrewCard> crewCards,
    List<String> mayTake,
    StatedGround ground) {

  /** 対応者. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Responder(String user, String name, @Nullable String organisation) {}

  /** 済んだ段階. */
  public record Step(String step, Instant at, Responder by) {}

  /** 通報. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(
      String eventId,
      String kind,
      @Nullable Code code,
      OffsetDateTime occurredAt,
      Instant receivedAt,
      @Nullable String text,
      @Nullable Location location) {}

  /** 元の符号. */
  public record Code(String system, String value) {}

  /** 位置. */
  public record Location(BigDecimal latitude, BigDecimal longitude) {}

  /** 結果. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String outcome,
      @Nullable String text,
      @Nullable String destination,
      Instant at,
      Responder by) {}
}
