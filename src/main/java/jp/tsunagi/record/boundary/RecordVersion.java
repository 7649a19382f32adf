package jp.tsunagi.record.boundary;

import java.time.Instant;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import org.jspecify.annotations.Nullable;

/** 版. One version in a resource's history; a deletion has no resource. */
public record RecordVersion(
    ResourceKey key,
    long version,
    Operation operation,
    Instant at,
    @Nullable FhirResource resource) {}
