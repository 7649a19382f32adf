package jp.tsunagi.disaster.entity;

import java.time.Instant;

/**
 * 担当. Somebody goes to a resident until a time: a lease, not a lock. Two who go offline are two
 * confirmations.
 *
 * @param user account name of who goes
 * @param name what people call that person
 * @param owner the person's post or organization, as a relative reference
 */
public record Claim(
    String disaster,
    String resident,
    String user,
    String name,
    String owner,
    Instant from,
    Instant until) {}
