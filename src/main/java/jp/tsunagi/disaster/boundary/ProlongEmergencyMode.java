package jp.tsunagi.disaster.boundary;

import org.jspecify.annotations.Nullable;

/** 緊急モードの延長. As the caller sends it. */
public record ProlongEmergencyMode(@Nullable String until, @Nullable String reason) {}
