package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** 開示の一件. Who saw whom, when and why, on the ground of an emergency mode. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisclosureLine(
    String id,
    OffsetDateTime at,
    String user,
    String name,
    @Nullable String role,
    @Nullable String organisation,
    String residentId,
    String action,
    @Nullable String dataSet,
    String ground,
    @Nullable String remoteAddress) {}
