package jp.tsunagi.emergency.entity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 受信した通報. An event as the record keeps it: with whom the device serves, when it came in and which
 * case it belongs to.
 *
 * @param communication id of the Communication that carries it
 * @param registered whether the device is known
 * @param residents whom the device serves; empty when nobody knows
 * @param centre the organization that handed it over, as id
 * @param caseId the case it opened or joined
 * @param besideCase the open case it is shown with without being part of it: a test, a cancellation
 */
public record ReceivedCall(
    String communication,
    EmergencyEvent event,
    Instant receivedAt,
    boolean registered,
    List<String> residents,
    String centre,
    @Nullable String caseId,
    @Nullable String besideCase) {
  public ReceivedCall {
    residents = List.copyOf(residents);
  }

  /** The case it is shown with. */
  public @Nullable String shownWith() {
    return caseId != null ? caseId : besideCase;
  }
}
