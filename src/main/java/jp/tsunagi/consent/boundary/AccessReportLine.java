package jp.tsunagi.consent.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * 閲覧の記録の一行. What one person did with one resident's record on one day and one ground, in plain
 * words.
 *
 * @param first time of the first and
 * @param last of the last, in Japan
 * @param did what it was
 * @param why on which ground, as a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessReportLine(
    LocalDate date,
    LocalTime first,
    LocalTime last,
    int times,
    String who,
    @Nullable String organisation,
    @Nullable String role,
    String did,
    StatedGround why,
    boolean exercise) {}
