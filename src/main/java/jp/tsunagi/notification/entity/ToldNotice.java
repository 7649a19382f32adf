package jp.tsunagi.notification.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 届いた知らせ. A notice as one member of staff finds it.
 *
 * @param kind code of what happened
 * @param about the fact, as a relative reference
 * @param resident whom it is about; absent where it is about nobody in particular
 * @param byName who did what is told, where it is a person
 * @param readAt when this person took note of it; absent while unread
 */
public record ToldNotice(
    String id,
    String kind,
    String about,
    @Nullable String resident,
    @Nullable String byName,
    @Nullable String byOrganization,
    boolean exercise,
    Instant toldAt,
    @Nullable Instant readAt) {}
