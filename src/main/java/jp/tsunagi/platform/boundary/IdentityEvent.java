package jp.tsunagi.platform.boundary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 認証基盤の出来事. What happened at the identity provider: a sign-in or its failure, a sign-out, a changed
 * credential, or an act of an administrator. Fired for each, perhaps more than once; the id tells.
 *
 * @param id the provider's own
 * @param user account name or client id; empty when nobody is known
 * @param what the provider's own word, such as {@code LOGIN_ERROR} or {@code UPDATE USER}
 * @param subject what an administrator acted on, as the provider names it
 * @param address where it came from
 * @param error why it was refused; absent when it succeeded
 */
public record IdentityEvent(
    String id,
    Instant at,
    Kind kind,
    String user,
    String what,
    @Nullable String subject,
    String address,
    @Nullable String error) {

  /** What sort of event it is. */
  public enum Kind {
    SIGN_IN,
    SIGN_OUT,
    CREDENTIAL,
    ADMINISTRATION
  }
}
