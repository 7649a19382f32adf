package jp.tsunagi.organization.boundary;

import org.jspecify.annotations.Nullable;

/** Asks to act in another of one's own posts. */
public record ChoosePost(@Nullable String id) {}
