package jp.tsunagi.resident.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * 利用者一覧の一頁.
 *
 * @param nextCursor where the next page begins; absent at the end
 * @param ground the ground on which the page is shown; an item with another ground says so itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResidentPage(
    List<ResidentItem> items, @Nullable String nextCursor, @Nullable StatedGround ground) {}
