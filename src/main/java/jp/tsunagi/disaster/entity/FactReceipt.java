package jp.tsunagi.disaster.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 受信の記録. What became of one batch of facts. */
public record FactReceipt(
    long disaster,
    String device,
    String user,
    Instant receivedAt,
    @Nullable Instant deviceNow,
    int stored,
    int duplicate,
    int conflicting,
    int rejected) {}
