package jp.tsunagi.organization.entity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import jp.tsunagi.kernel.AreaCode;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.kernel.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * 職務. What a person does for an organization: the unit that rights hang on.
 *
 * @param from first instant it counts; absent means always
 * @param until first instant it no longer counts; absent means for good
 */
public record Post(
    String id,
    StaffId staff,
    @Nullable OrganizationId organization,
    Set<Role> roles,
    List<AreaCode> areas,
    boolean active,
    @Nullable Instant from,
    @Nullable Instant until) {
  public Post {
    roles = Set.copyOf(roles);
    areas = List.copyOf(areas);
  }

  public boolean isInForce(Instant now) {
    return active
        && (from == null || !now.isBefore(from))
        && (until == null || now.isBefore(until));
  }
}
