package jp.tsunagi.emergency.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * 受領. What the sender of an event is answered, and answered again when it sends the event again.
 *
 * @param manner how the answer is to be understood; tells the HTTP status and is not in the body
 */
public record EmergencyEventReceipt(Answer answer, Manner manner) {

  /**
   * @param caseId the case the event opened or joined; null for kinds that have none
   * @param state the state of that case when the event came in
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Answer(String eventId, @Nullable String caseId, String state) {}

  /** How an event was taken. */
  public enum Manner {
    /** New, from a device we know. */
    RECEIVED,
    /** The same as before. */
    REPEATED,
    /** 未登録機器. Kept, and shown to everybody who could be responsible. */
    UNREGISTERED
  }
}
