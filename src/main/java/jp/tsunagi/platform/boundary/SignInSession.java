package jp.tsunagi.platform.boundary;

import java.time.Instant;

/**
 * サインイン中の端末. One browser a person is signed in with.
 *
 * @param id the sign-in's id at the identity provider
 * @param device what the browser says it is
 * @param address where it was last seen from
 * @param current whether it is the one that asks
 */
public record SignInSession(
    String id, String device, String address, Instant since, Instant lastSeen, boolean current) {}
