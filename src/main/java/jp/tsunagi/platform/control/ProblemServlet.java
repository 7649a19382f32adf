package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 行き先のない要求. Where the container sends what nobody answered: an unknown address, a failure outside
 * the two doors. A program gets the problem, a person a page.
 */
@WebServlet(urlPatterns = "/problem", asyncSupported = true)
public class ProblemServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final List<String> DOORS =
      List.of("/api", "/fhir", "/openapi", "/health", "/metrics");

  @Inject private transient ProblemResponse problems;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer number ? number : 404;
    if (somebodyReads(request)) {
      response.setStatus(code);
      // The shell says of an address that there is no such page, in the frame people know.
      String page = code == 404 ? "/index.html" : "/trouble.html";
      request.getRequestDispatcher(page).forward(request, response);
      return;
    }
    ProblemCode problem =
        Arrays.stream(ProblemCode.values())
            .filter(candidate -> candidate.status() == code)
            .findFirst()
            .orElse(code >= 500 ? ProblemCode.INTERNAL : ProblemCode.INVALID_SYNTAX);
    problems.send(request, response, new ProblemException(problem));
  }

  /** A person with a browser, not a program at one of the two doors. */
  private static boolean somebodyReads(HttpServletRequest request) {
    Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = asked == null ? request.getRequestURI() : asked.toString();
    String accepted = request.getHeader("Accept");
    return accepted != null
        && accepted.contains("text/html")
        && request.getMethod().equals("GET")
        && DOORS.stream().noneMatch(door -> path.equals(door) || path.startsWith(door + "/"));
  }
}
