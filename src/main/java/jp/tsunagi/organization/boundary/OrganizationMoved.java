package jp.tsunagi.organization.boundary;

import jp.tsunagi.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A body came to belong to a municipality, or to another one. Fired inside the transaction of the
 * change.
 *
 * @param city five digits, or null when it belongs to none
 */
public record OrganizationMoved(OrganizationId organization, @Nullable String city) {}
