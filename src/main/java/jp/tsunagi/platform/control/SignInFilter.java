package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 門番. Nobody passes to {@code /api}, {@code /fhir} and {@code /metrics} without being signed in
 * (401), and no other site can make a signed-in browser write (403): unsafe methods of a cookie
 * session need the header {@code X-Requested-With: tsunagi}, which a foreign page cannot send.
 */
public class SignInFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Inject private transient ProblemResponse problems;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isPublic(request)) {
      chain.doFilter(request, response);
    } else if (request.getUserPrincipal() == null) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"tsunagi\"");
      problems.send(request, response, new ProblemException(ProblemCode.UNAUTHENTICATED));
    } else if (request.getRequestURI().startsWith("/metrics")
        && !request.isUserInRole(Role.SYSTEM_ADMIN.code())) {
      problems.send(request, response, new ProblemException(ProblemCode.FORBIDDEN));
    } else if (isForgeable(request)) {
      problems.send(request, response, new ProblemException(ProblemCode.CROSS_SITE));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isPublic(HttpServletRequest request) {
    return SAFE.contains(request.getMethod()) && request.getRequestURI().equals("/fhir/metadata");
  }

  private static boolean isForgeable(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod())
        && request.getHeader("Authorization") == null
        && !"tsunagi".equals(request.getHeader("X-Requested-With"));
  }
}
