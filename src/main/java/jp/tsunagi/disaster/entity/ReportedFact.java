package jp.tsunagi.disaster.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 受け取った安否報告. A fact with everything that is known about how it came here.
 *
 * @param observation id of the Observation that is its record, empty while it is not stored
 * @param deviceTime when it was observed by the device's own clock
 * @param receivedAt when it arrived, by ours
 * @param performer who reported it, as a relative reference
 * @param user the account it was reported from
 * @param machine the device that observed it by itself, as a relative reference
 * @param source the event it was derived from, as a relative reference
 */
public record ReportedFact(
    String observation,
    String disaster,
    String resident,
    SafetyFact fact,
    Instant deviceTime,
    Instant receivedAt,
    @Nullable String performer,
    @Nullable String user,
    @Nullable String machine,
    @Nullable String source,
    @Nullable Spot place,
    @Nullable String note,
    boolean exercise) {}
