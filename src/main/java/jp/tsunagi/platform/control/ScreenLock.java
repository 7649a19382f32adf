package jp.tsunagi.platform.control;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** 画面ロック. The mark on a browser's session that says: answered no more until signed in anew. */
final class ScreenLock {
  private static final String LOCKED = "jp.tsunagi.screen-locked";

  private ScreenLock() {}

  static void lock(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.setAttribute(LOCKED, true);
    }
  }

  static boolean isLocked(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(LOCKED) != null;
  }
}
