package jp.tsunagi.disaster.entity;

/**
 * A disaster with the number its lines and facts are kept under.
 *
 * @param sid the store's surrogate key of its CarePlan
 */
public record StoredDisaster(long sid, Disaster disaster) {}
