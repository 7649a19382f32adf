package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 利用者の一行. The resident as every list names her: from the projection, in one query for many.
 *
 * @param careLevel code of the code system {@code care-level}
 * @param area the town's code
 * @param livingArrangement code of the code system {@code living-arrangement}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResidentLine(
    String id,
    String name,
    @Nullable String kana,
    @Nullable LocalDate birthDate,
    @Nullable Integer age,
    @Nullable String gender,
    @Nullable String careLevel,
    @Nullable String area,
    @Nullable String areaName,
    @Nullable String address,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String livingArrangement,
    List<Warning> warnings,
    boolean deceased,
    @Nullable Instant lastChangeAt) {}
