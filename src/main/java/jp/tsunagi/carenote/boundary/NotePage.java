package jp.tsunagi.carenote.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * 連絡帳の一頁. Newest first.
 *
 * @param unread how many notes wait for the reader in all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotePage(
    List<NoteView> items, @Nullable String nextCursor, int unread, @Nullable StatedGround ground) {}
