package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** 一括報告. As the caller sends it: the facts stay raw, because each is judged alone. */
public record FactBatchRequest(
    @Nullable String deviceId, @Nullable String deviceNow, @Nullable JsonNode facts) {}
