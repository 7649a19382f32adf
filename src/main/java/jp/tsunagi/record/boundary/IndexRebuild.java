package jp.tsunagi.record.boundary;

import java.time.Instant;

/**
 * 作り直しの様子. How far the rebuilding of the search index is.
 *
 * @param state {@code none}, {@code running}, {@code stopped} (it can be gone on with), {@code
 *     failed} or {@code done}
 * @param done resources whose rows are made anew
 * @param ofAbout how many there were when it began
 */
public record IndexRebuild(
    String state, long done, long ofAbout, Instant startedAt, Instant changedAt) {}
