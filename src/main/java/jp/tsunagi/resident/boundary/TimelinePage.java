package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/** 経過の一頁. Newest first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelinePage(
    List<TimelineEntry> items, @Nullable String nextCursor, StatedGround ground) {}
