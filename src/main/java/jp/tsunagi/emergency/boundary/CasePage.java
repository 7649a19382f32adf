package jp.tsunagi.emergency.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/** 案件の一覧, a page of it, newest first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CasePage(
    List<CaseItem> items, @Nullable String nextCursor, @Nullable StatedGround ground) {}
