package jp.tsunagi.platform.control;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.AccessRefused;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 門番. Nobody passes to {@code /api}, {@code /fhir} and {@code /metrics} without being signed in, or
 * with an account that was disabled meanwhile (401), and no other site can make a signed-in browser
 * write (403): unsafe methods of a cookie session need the header {@code X-Requested-With:
 * tsunagi}, which a foreign page cannot send.
 */
public class SignInFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Inject private transient ProblemResponse problems;
  @Inject private transient CurrentActor current;
  @Inject private transient Instance<AccessRefused> refusals;
  @Inject private transient RateLimit limit;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Who comes with a token is somebody, and one that no longer counts is refused here too.
    if (isPublic(request) && request.getUserPrincipal() == null) {
      chain.doFilter(request, response);
    } else if (request.getUserPrincipal() == null) {
      refuse(request, response, new ProblemException(ProblemCode.UNAUTHENTICATED));
    } else if (!isAdmitted(request, response)) {
      return;
    } else if (RequestActor.path(request).startsWith("/metrics")
        && !current.get().has(Role.SYSTEM_ADMIN)) {
      problems.send(request, response, new ProblemException(ProblemCode.FORBIDDEN));
    } else if (isForgeable(request)) {
      problems.send(request, response, new ProblemException(ProblemCode.CROSS_SITE));
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean isAdmitted(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!limit.admits(current.get().user()) && !mayNeverWait(request)) {
        tooMany(request, response);
        return false;
      }
      return true;
    } catch (ProblemException problem) {
      refuse(request, response, problem);
      return false;
    }
  }

  // Calls and reports from the field are taken however many there are: a flood is when they come.
  private static boolean mayNeverWait(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && (path.equals("/api/emergency-events") || path.matches("/api/disasters/[^/]+/facts"));
  }

  private void tooMany(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Retry-After", "1");
    problems.send(request, response, new ProblemException(ProblemCode.RATE_LIMITED));
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, ProblemException problem)
      throws IOException {
    if (problem.code() == ProblemCode.UNAUTHENTICATED) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"tsunagi\"");
      boolean knocked =
          request.getHeader("Authorization") != null || request.getUserPrincipal() != null;
      if (knocked && !limit.admitsKnock(current.origin().remoteAddress())) {
        tooMany(request, response);
        return;
      }
      if (knocked) {
        String door = request.getMethod() + " " + request.getRequestURI();
        refusals.forEach(observer -> observer.refused(current.origin(), door));
      }
    }
    problems.send(request, response, problem);
  }

  private static boolean isPublic(HttpServletRequest request) {
    return SAFE.contains(request.getMethod())
        && (request.getRequestURI().equals("/fhir/metadata")
            || request.getRequestURI().equals(SmartConfigurationServlet.PATH));
  }

  private static boolean isForgeable(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod())
        && RequestActor.isBySession(request)
        && !"tsunagi".equals(request.getHeader("X-Requested-With"));
  }
}
