package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code POST /api/presence}: somebody is at this screen, or it hangs on a wall ({@code
 * ?wall=true}). Tells and reads nothing of anybody, so it leaves no row in the trail; the filters
 * before it do all there is to do.
 */
@WebServlet(urlPatterns = "/api/presence")
public class PresenceServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient IdleWatch idle;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    idle.hangs(request, "true".equals(request.getParameter("wall")));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
