package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import jp.tsunagi.disaster.entity.Disaster;
import jp.tsunagi.disaster.entity.EmergencyMode;
import jp.tsunagi.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/** 災害. What every member of staff may know of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisasterView(
    String id,
    String title,
    String hazard,
    List<String> areas,
    String state,
    boolean exercise,
    OffsetDateTime openedAt,
    @Nullable OffsetDateTime closedAt,
    @Nullable Mode emergencyMode) {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** 緊急モード. */
  public record Mode(
      String legalGround,
      String reason,
      OffsetDateTime from,
      OffsetDateTime until,
      boolean active) {}

  static DisasterView of(Disaster disaster, Instant now) {
    EmergencyMode mode = disaster.mode();
    Instant closed = disaster.closedAt();
    return new DisasterView(
        disaster.id(),
        disaster.title(),
        disaster.hazard().code(),
        disaster.areas().stream().map(AreaCode::value).toList(),
        disaster.state(),
        disaster.exercise(),
        time(disaster.openedAt()),
        closed == null ? null : time(closed),
        mode == null
            ? null
            : new Mode(
                mode.legalGround(),
                mode.reason(),
                time(mode.from()),
                time(mode.until()),
                mode.isActive(now)));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atZone(JAPAN).toOffsetDateTime();
  }
}
