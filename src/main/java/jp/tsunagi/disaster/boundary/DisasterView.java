package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
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

  /**
   * 緊急モード.
   *
   * @param confirmation {@code confirmed}, {@code pending}, or {@code overdue} when nobody signed
   *     beside the one who declared it in time
   * @param declaredBy account of who declared it, {@code declaredByName} the person behind it
   * @param confirmBy until when a second person should confirm it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Mode(
      String legalGround,
      String reason,
      OffsetDateTime from,
      OffsetDateTime until,
      boolean active,
      @Nullable String declaredBy,
      @Nullable String declaredByName,
      String confirmation,
      OffsetDateTime confirmBy,
      @Nullable String confirmedBy,
      @Nullable String confirmedByName,
      @Nullable OffsetDateTime confirmedAt) {

    static Mode of(EmergencyMode mode, Instant now, UnaryOperator<@Nullable String> names) {
      Instant confirmed = mode.confirmedAt();
      return new Mode(
          mode.legalGround(),
          mode.reason(),
          time(mode.from()),
          time(mode.until()),
          mode.isActive(now),
          mode.declaredBy(),
          names.apply(mode.declaredBy()),
          mode.confirmation(now).code(),
          time(mode.confirmationDue()),
          mode.confirmedBy(),
          names.apply(mode.confirmedBy()),
          confirmed == null ? null : time(confirmed));
    }
  }

  static DisasterView of(Disaster disaster, Instant now, UnaryOperator<@Nullable String> names) {
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
        mode == null ? null : Mode.of(mode, now, names));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atZone(JAPAN).toOffsetDateTime();
  }
}
