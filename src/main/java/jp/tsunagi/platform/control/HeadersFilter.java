package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * 応答の見出し. Security headers on every answer, and the page shell for every address of the browser
 * application. The only inline script allowed is the import map of {@code index.html}, by its hash.
 */
public class HeadersFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  /** Addresses of pages: no dot, not one of the server's own paths. */
  private static final Pattern PAGE =
      Pattern.compile(
          "/(|(residents|notes|cases|disasters|audit|about|unsent|status|notifications|consents|settings)(/[^.]*)?)");

  /** Steps of a path that lead elsewhere. */
  private static final Pattern DOTS = Pattern.compile("/(\\.|%2[eE]){1,2}(/|;|$)|^//");

  @Inject private transient Config config;
  private String policy = "";
  private String publicUrl = "";

  @Override
  public void init(FilterConfig filter) throws ServletException {
    super.init(filter);
    publicUrl = config.getOptionalValue("tsunagi.public-url", String.class).orElse("");
    policy =
        "default-src 'self'; script-src 'self'"
            + importMapHash(filter.getServletContext())
            + "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'"
            + "; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'"
            + "; form-action 'self'; frame-ancestors 'none'";
  }

  private static String importMapHash(ServletContext context) throws ServletException {
    try (InputStream in = context.getResourceAsStream("/index.html")) {
      if (in == null) {
        return "";
      }
      Matcher map = IMPORT_MAP.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!map.find()) {
        return "";
      }
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
      return " 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (DOTS.matcher(request.getRequestURI()).find()) {
      // Nobody who means well asks so, and what is decided by the path must not be led astray.
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()");
    if (request.isSecure() || publicUrl.startsWith("https:")) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    String path = request.getRequestURI();
    if (path.startsWith("/api/") || path.equals("/fhir") || path.startsWith("/fhir/")) {
      response.setHeader("Cache-Control", "no-store");
    } else if (!path.startsWith("/webjars/") && !path.startsWith("/_static/")) {
      response.setHeader("Cache-Control", "no-cache");
    } else {
      response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    }
    if (!path.equals("/") && PAGE.matcher(path).matches() && request.getMethod().equals("GET")) {
      request.getRequestDispatcher("/index.html").forward(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
