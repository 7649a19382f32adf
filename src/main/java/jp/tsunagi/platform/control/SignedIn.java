package jp.tsunagi.platform.control;

import java.time.Instant;
import java.util.Set;
import jp.tsunagi.kernel.Assurance;
import jp.tsunagi.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token or session says.
 *
 * @param user account name or client id
 * @param scopes what an outside application is limited to
 * @param subject the account's id at the identity provider
 * @param session the sign-in's id at the identity provider
 * @param issued when the token was made
 * @param expires when the bearer token ends; absent for a browser's session
 */
record SignedIn(
    String user,
    String name,
    Set<Role> roles,
    boolean client,
    Assurance assurance,
    SmartScopes scopes,
    @Nullable String subject,
    @Nullable String session,
    @Nullable Instant issued,
    @Nullable Instant expires) {
  SignedIn {
    roles = Set.copyOf(roles);
  }

  boolean isOver(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}
