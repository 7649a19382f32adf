package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;

/**
 * 本人・家族の門. Who comes for her own record or a relative's has a handful of doors, all of them for
 * looking; every other is closed to her whatever it is about. Behind the open ones the access
 * policy decides as for everybody.
 */
public class OwnRecordFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> LOOKING = Set.of("GET", "HEAD");

  /** Her own sign-in, and her devices. */
  private static final Pattern HERSELF =
      Pattern.compile("/api/(me(/sessions(/[^/]+)?|/lock)?|presence)");

  private static final Pattern RECORDS =
      Pattern.compile(
          "/api/(my-records|organisations|residents/[^/]+/(crew-card|consents|access-report))");

  /** Reads and plain searches, and what is made of one resident's record. */
  private static final Pattern FHIR =
      Pattern.compile(
          "/fhir/(metadata|\\.well-known/.*|Patient/[^/$]+/\\$(crew-card|summary|everything)|[^$%]*)");

  private static final Pattern SEARCH_IN_A_BODY = Pattern.compile("/fhir/[A-Z][A-Za-z]+/_search");

  @Inject private transient CurrentActor current;
  @Inject private transient ProblemResponse problems;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getUserPrincipal() == null
        || !current.get().isOnlyForHerOwn()
        || isOpen(request.getMethod(), RequestActor.path(request))) {
      chain.doFilter(request, response);
    } else {
      problems.send(request, response, new ProblemException(ProblemCode.FORBIDDEN));
    }
  }

  static boolean isOpen(String method, String path) {
    if (HERSELF.matcher(path).matches()) {
      return true;
    }
    if (!LOOKING.contains(method)) {
      return method.equals("POST") && SEARCH_IN_A_BODY.matcher(path).matches();
    }
    return RECORDS.matcher(path).matches() || FHIR.matcher(path).matches();
  }
}
