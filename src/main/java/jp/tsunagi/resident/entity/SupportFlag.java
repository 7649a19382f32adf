package jp.tsunagi.resident.entity;

import java.time.LocalDate;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * 支援を要する事由・注意. A reason for support or a warning.
 *
 * @param code of the code system {@code support-reason}
 * @param text as recorded
 * @param roster whether it is a statutory reason (災害対策基本法49条の10第2項6号) and so belongs to the roster
 *     items; a mere warning does not
 * @param active whether it stands; a flag that ended or was entered in error does not
 * @param until last day, absent when nobody set one
 */
public record SupportFlag(
    ResidentId resident,
    String code,
    String text,
    boolean roster,
    boolean active,
    @Nullable LocalDate until) {

  public boolean holdsOn(LocalDate today) {
    return active && (until == null || !until.isBefore(today));
  }
}
