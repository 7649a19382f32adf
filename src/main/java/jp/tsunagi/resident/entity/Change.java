package jp.tsunagi.resident.entity;

import java.time.Instant;
import java.util.List;
import jp.tsunagi.kernel.ResidentId;
import org.jspecify.annotations.Nullable;

/**
 * 変更. Who changed what of a resident's record.
 *
 * @param number in the order of writing
 * @param subject what kind of thing: {@code patient}, {@code care-level}, {@code contact}, {@code
 *     condition}, {@code allergy}, {@code medication}, {@code flag}, {@code team}, {@code consent},
 *     {@code plan}, {@code device}
 * @param operation {@code create}, {@code update} or {@code delete}
 * @param fields names of face-sheet members that changed
 * @param detail care levels as {@code before,after}; otherwise the thing in its own words
 */
public record Change(
    long number,
    ResidentId resident,
    String resourceType,
    String subject,
    String operation,
    List<String> fields,
    @Nullable String detail,
    Instant at,
    String userName,
    @Nullable String organizationName) {
  public Change {
    fields = List.copyOf(fields);
  }
}
