package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * サインインとサインアウト. {@code /login?to=/path} sends the browser to the identity provider and back to the
 * path; {@code /logout} ends our session and the provider's.
 */
@WebServlet(urlPatterns = {"/login", "/logout", "/callback"})
public class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String AFTERWARDS = "jp.tsunagi.after-sign-in";

  @Inject private transient SecurityContext security;
  @Inject private transient CurrentActor current;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (request.getServletPath()) {
      case "/login" -> login(request, response);
      case "/logout" -> logout(request, response);
      default -> response.sendRedirect("/");
    }
  }

  private void login(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    HttpSession session = request.getSession();
    if (isOver(request)) {
      logout(request, response);
      return;
    }
    if (request.getUserPrincipal() == null) {
      session.setAttribute(AFTERWARDS, localPath(wanted(request.getQueryString())));
      AuthenticationStatus status =
          security.authenticate(
              request, response, AuthenticationParameters.withParams().newAuthentication(true));
      if (status != AuthenticationStatus.SUCCESS) {
        return;
      }
    }
    // On the way back the container shows its own copy of the first request, without parameters.
    Object afterwards = session.getAttribute(AFTERWARDS);
    session.removeAttribute(AFTERWARDS);
    response.sendRedirect(
        afterwards instanceof String path ? path : localPath(wanted(request.getQueryString())));
  }

  // Signed in still by the container, but locked, ended elsewhere or disabled: only a new one
  // helps.
  private boolean isOver(HttpServletRequest request) {
    if (request.getUserPrincipal() == null) {
      return false;
    }
    try {
      current.get();
      return ScreenLock.isLocked(request);
    } catch (ProblemException nobodyAnyMore) {
      return true;
    }
  }

  private static void logout(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (request.getUserPrincipal() != null) {
      request.logout();
    }
    if (request.getSession(false) != null) {
      request.getSession().invalidate();
    }
    if (!response.isCommitted()) {
      response.sendRedirect("/");
    }
  }

  /** The address in the query, read as UTF-8 whatever the container makes of parameters. */
  static @Nullable String wanted(@Nullable String query) {
    if (query == null) {
      return null;
    }
    try {
      return Arrays.stream(query.split("&"))
          .filter(part -> part.startsWith("to="))
          .map(part -> URLDecoder.decode(part.substring(3), StandardCharsets.UTF_8))
          .findFirst()
          .orElse(null);
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }

  /** Only a path on this very host, never another site. */
  static String localPath(@Nullable String wanted) {
    if (wanted == null
        || !wanted.startsWith("/")
        || wanted.startsWith("//")
        || wanted.indexOf('\\') >= 0
        || wanted.chars().anyMatch(Character::isISOControl)) {
      return "/";
    }
    return ascii(wanted);
  }

  /** A header carries ASCII only: a name that was searched for comes back percent-encoded. */
  private static String ascii(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ') {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet));
      }
    }
    return encoded.toString();
  }
}
