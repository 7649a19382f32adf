package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * 利用者一覧の一件. As far as the reader may see it; what is outside the view is absent.
 *
 * @param deceased true, or absent
 * @param ground only where it differs from the page's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResidentItem(
    String id,
    String name,
    @Nullable String kana,
    @Nullable Integer age,
    @Nullable LocalDate birthDate,
    @Nullable Boolean deceased,
    @Nullable String careLevel,
    @Nullable String area,
    @Nullable String areaName,
    @Nullable List<Warning> warnings,
    @Nullable Instant lastChangeAt,
    @Nullable Integer unread,
    @Nullable StatedGround ground) {}
