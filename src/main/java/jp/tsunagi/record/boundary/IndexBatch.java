package jp.tsunagi.record.boundary;

import org.jspecify.annotations.Nullable;

/**
 * 作り直した一組. Some resources of which everything derived was made anew.
 *
 * @param resources how many they are
 * @param next where to go on; null after the last
 * @param ofAbout how many there are in all; only with the first batch
 */
public record IndexBatch(int resources, @Nullable String next, @Nullable Long ofAbout) {}
