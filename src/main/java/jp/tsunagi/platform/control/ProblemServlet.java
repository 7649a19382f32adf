package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * Where the container sends what nobody answered: an unknown address, a failure outside the two
 * doors.
 */
@WebServlet(urlPatterns = "/problem", asyncSupported = true)
public class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ProblemResponse problems;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer number ? number : 404;
    ProblemCode problem =
        Arrays.stream(ProblemCode.values())
            .filter(candidate -> candidate.status() == code)
            .findFirst()
            .orElse(code >= 500 ? ProblemCode.INTERNAL : ProblemCode.INVALID_SYNTAX);
    problems.send(request, response, new ProblemException(problem));
  }
}
