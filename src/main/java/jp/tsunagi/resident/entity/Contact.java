package jp.tsunagi.resident.entity;

import org.jspecify.annotations.Nullable;

/**
 * 連絡先. Family, neighbours, key holders, 協力員, supporters.
 *
 * @param id of the RelatedPerson
 * @param relationship code of the code system {@code relationship}, or what was written
 * @param relationshipText how it is shown
 * @param keyText which key, and where it is
 */
public record Contact(
    String id,
    String name,
    @Nullable String relationship,
    @Nullable String relationshipText,
    @Nullable String phone,
    boolean keyHolder,
    boolean supporter,
    @Nullable String keyText) {}
