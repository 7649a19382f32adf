package jp.tsunagi.resident.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/** 一行. The resident as the projection knows her, before anything is left out for a reader. */
public record Line(
    long sid,
    ResidentId id,
    String name,
    @Nullable String kana,
    @Nullable LocalDate birthDate,
    @Nullable String gender,
    boolean deceased,
    boolean active,
    @Nullable String area,
    @Nullable String address,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String livingArrangement,
    @Nullable Instant lastChangeAt,
    List<SupportFlag> flags,
    @Nullable CareLevelPeriod careLevel) {

  /** The line with what belongs to it from other resources. */
  public Line with(List<SupportFlag> flags, @Nullable CareLevelPeriod careLevel) {
    return new Line(
        sid,
        id,
        name,
        kana,
        birthDate,
        gender,
        deceased,
        active,
        area,
        address,
        latitude,
        longitude,
        livingArrangement,
        lastChangeAt,
        List.copyOf(flags),
        careLevel);
  }
}
