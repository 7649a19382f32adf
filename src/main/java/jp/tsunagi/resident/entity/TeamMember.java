package jp.tsunagi.resident.entity;

import org.jspecify.annotations.Nullable;

/**
 * 支援チームの一員. A place in the support team; references are resolved by the directory.
 *
 * @param member reference of the participant
 * @param onBehalfOf reference of the organization
 * @param role a role name
 */
public record TeamMember(
    @Nullable String member, @Nullable String onBehalfOf, @Nullable String role) {}
