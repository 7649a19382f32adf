package jp.tsunagi.notification.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/** 通知の一覧, a page of it, newest first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationPage(
    List<NotificationItem> items, @Nullable String nextCursor, StatedGround ground) {}
