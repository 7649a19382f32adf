package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 画面の見張り. A locked browser session, or one that was left alone for too long, is answered 401 {@code
 * session-locked} whatever it asks; of every other the registry takes note. Stands behind {@link
 * SignInFilter}, so only the admitted come here.
 */
public class BrowserSessionFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient ProblemResponse problems;
  @Inject private transient RequestActor actor;
  @Inject private transient BrowserSessions sessions;
  @Inject private transient IdleWatch idle;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean browser = RequestActor.isBySession(request);
    if (browser && isLocked(request)) {
      problems.send(request, response, new ProblemException(ProblemCode.SESSION_LOCKED));
      return;
    }
    if (browser) {
      sessions.seen(actor.signedIn(), actor.origin());
    }
    chain.doFilter(request, response);
  }

  private boolean isLocked(HttpServletRequest request) {
    return ScreenLock.isLocked(request)
        || idle.lapses(request, actor.signedIn().session(), actor.get());
  }
}
