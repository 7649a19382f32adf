package jp.tsunagi.platform.boundary;

import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;

/**
 * 不在の行為者. Who somebody is now for whom work goes on without a request of hers: an export she asked
 * for, a subscription she made.
 */
public interface StandingActors {

  /**
   * The actor with the posts and roles she has now.
   *
   * @param roles what she was granted when she asked
   * @throws ProblemException {@code unauthenticated} when the account is disabled or acts for
   *     nobody any more
   */
  Actor now(String user, String displayName, Set<Role> roles, boolean client);
}
