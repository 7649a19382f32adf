package jp.tsunagi.platform.boundary;

import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;

/**
 * Turns what a token or session says into an {@link Actor} with its organization and areas; {@code
 * organization} implements it.
 */
public interface ActorDirectory {

  /**
   * @param user account name or client id
   * @param roles what the token grants; a role without a matching active post counts only where no
   *     post is needed
   * @param client whether it is an outside system's own token (client credentials)
   */
  Actor resolve(String user, String displayName, Set<Role> roles, boolean client);

  /** Whether the directory knows the account and says that it acts for nobody any more. */
  boolean isRetired(String user, boolean client);
}
