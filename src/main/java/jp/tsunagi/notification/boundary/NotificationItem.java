package jp.tsunagi.notification.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 通知の一行. Names the fact and repeats none of it.
 *
 * @param kind {@code emergency-case}, {@code emergency-outcome}, {@code break-glass}, {@code
 *     evacuation-plan} or {@code emergency-mode-unconfirmed}
 * @param title what happened, without names
 * @param residentId absent where it is about nobody in particular
 * @param about the fact, as a relative reference
 * @param caseId the emergency case, where it is one
 * @param readAt when this person took note of it; absent while unread
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationItem(
    String id,
    String kind,
    String title,
    @Nullable String residentId,
    String about,
    @Nullable String caseId,
    @Nullable By by,
    boolean exercise,
    Instant at,
    @Nullable Instant readAt) {

  /** Who did what is told. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record By(@Nullable String name, @Nullable String organisation) {}
}
