package jp.tsunagi.platform.boundary;

import java.util.List;

/** サインイン中の端末. Where a person is signed in with a browser, on every node. */
public interface SignInSessions {

  /** Those that are not ended, the one used last first. */
  List<SignInSession> of(String user);

  /**
   * Ends one of the person's own; within seconds no node answers it any more.
   *
   * @return whether there was such a one
   */
  boolean end(String user, String id);

  /** Locks the browser session that asks: it is answered no more until its person signs in anew. */
  void lock();
}
