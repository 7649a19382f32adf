package jp.tsunagi.emergency.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 受付簿の一行. What is known of an event without opening its Communication, and what its sender was
 * answered.
 *
 * @param caseId the case it was shown with, also when it did not open or join one by itself
 * @param answeredCase the case the sender was told, absent for kinds that have none
 * @param answeredState the state the sender was told
 */
public record KeptEvent(
    String communication,
    String centre,
    String eventId,
    String contentDigest,
    EmergencyKind kind,
    String deviceId,
    boolean registered,
    boolean exercise,
    Instant occurredAt,
    Instant receivedAt,
    @Nullable String caseId,
    @Nullable String answeredCase,
    CaseState answeredState) {}
