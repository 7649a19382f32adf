package jp.tsunagi.consent.boundary;

import java.time.Instant;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;

/**
 * Somebody broke the glass over a resident. Fired inside the transaction of the grant; the
 * resident's care manager and the auditor are to be told.
 */
public record GlassBroken(
    String grant, ResidentId resident, Actor actor, String reason, Instant at, Instant until) {}
