package jp.tsunagi.organization.entity;

import jp.tsunagi.kernel.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * 職員. One person of the directory.
 *
 * @param user the account's name at the identity provider; absent for who never signs in
 */
public record StaffEntry(StaffId id, @Nullable String user, String name, boolean active) {}
