package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * 他サイトからの呼出し. Registered outside applications may call {@code /fhir} from their own pages, with a
 * bearer token and never with our cookie. Nobody else gets any such header, and so no answer.
 */
public class CorsFilter extends HttpFilter {
  /** Origins of registered applications, separated by commas; none by default. */
  public static final String ORIGINS = "tsunagi.cors.origins";

  private static final long serialVersionUID = 1L;
  private static final String HOUR = "3600";

  @Inject private transient Config config;
  private Set<String> origins = Set.of();

  @Override
  public void init(FilterConfig filter) throws ServletException {
    super.init(filter);
    origins =
        Arrays.stream(config.getOptionalValue(ORIGINS, String.class).orElse("").split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (origins.stream().anyMatch(origin -> !origin.matches("https?://[^/*]+"))) {
      throw new ServletException(ORIGINS + " must be origins such as https://app.example");
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    if (origin == null || !origins.contains(origin)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", "ETag, Location, Content-Location");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeader("Access-Control-Request-Method") != null;
    if (!preflight) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Accept, If-Match, If-None-Match, If-None-Exist, Prefer");
    response.setHeader("Access-Control-Max-Age", HOUR);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
