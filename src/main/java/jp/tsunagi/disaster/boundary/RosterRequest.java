package jp.tsunagi.disaster.boundary;

import org.jspecify.annotations.Nullable;

/** 名簿の問い合わせ. As the caller asks; nothing is checked yet. */
public record RosterRequest(
    @Nullable String area,
    @Nullable String status,
    @Nullable String assignee,
    @Nullable String cursor,
    boolean withFacts) {}
