package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.control.SmartScopes.Act;
import org.jspecify.annotations.Nullable;

/**
 * スコープの門. Lets a token with SMART scopes do on {@code /fhir} what they cover and nothing anywhere
 * else; the access policy then decides as for everybody, and shows no other types than the scopes
 * reach ({@link jp.tsunagi.kernel.Actor#reaches}).
 */
public class ScopeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final List<String> PATIENT_PARAMETERS =
      List.of("patient", "subject", "patient:Patient", "subject:Patient");

  @Inject private transient RequestActor current;
  @Inject private transient ProblemResponse problems;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getUserPrincipal() == null) {
      chain.doFilter(request, response);
      return;
    }
    SmartScopes scopes = current.signedIn().scopes();
    if (!scopes.limits() || isCovered(request, scopes)) {
      chain.doFilter(request, response);
    } else {
      response.setHeader(
          "WWW-Authenticate", "Bearer realm=\"tsunagi\", error=\"insufficient_scope\"");
      problems.send(request, response, new ProblemException(ProblemCode.FORBIDDEN));
    }
  }

  // An application of hers was launched for her own record, also where her account does not say so:
  // which records these are the policy knows.
  private SmartScopes launchedFor(SmartScopes scopes, @Nullable String about) {
    return scopes.patient() == null && about != null && current.get().isOnlyForHerOwn()
        ? scopes.launchedFor(about)
        : scopes;
  }

  private boolean isCovered(HttpServletRequest request, SmartScopes scopes) {
    String path = RequestActor.path(request);
    if (!path.equals("/fhir") && !path.startsWith("/fhir/")) {
      return false;
    }
    String[] parts = path.equals("/fhir") ? new String[0] : path.substring(6).split("/");
    if (parts.length > 0 && parts[0].equals("metadata")) {
      return true;
    }
    Asked asked = asked(parts, request.getMethod());
    String about = about(parts, request);
    current.reach(scopes.reach(!scopes.allow(asked.type(), asked.act())));
    return launchedFor(scopes, about)
        .allow(asked.type(), asked.act(), about, isPlain(parts, request));
  }

  private record Asked(String type, Act act) {}

  // What is about several types, a Bundle of requests or an operation, needs a scope for all.
  private static Asked asked(String[] parts, String method) {
    boolean typed = parts.length > 0 && Character.isUpperCase(codePoint(parts[0]));
    boolean operation = Arrays.stream(parts).anyMatch(part -> part.startsWith("$"));
    boolean compartment = parts.length == 3 && isTypeOrAll(parts[2]);
    String type = !typed || operation ? "*" : compartment ? parts[2] : parts[0];
    boolean search = parts.length == 1 || compartment || Arrays.asList(parts).contains("_search");
    Act act =
        switch (method) {
          case "GET", "HEAD" -> search || operation ? Act.SEARCH : Act.READ;
          case "PUT", "PATCH" -> Act.UPDATE;
          case "DELETE" -> Act.DELETE;
          default ->
              search && parts.length > 1
                  ? Act.SEARCH
                  : typed && !operation ? Act.CREATE : Act.UPDATE;
        };
    return new Asked(type, act);
  }

  private static boolean isTypeOrAll(String part) {
    return part.equals("*") || Character.isUpperCase(codePoint(part));
  }

  private static int codePoint(String part) {
    return part.isEmpty() ? ' ' : part.codePointAt(0);
  }

  private static @Nullable String about(String[] parts, HttpServletRequest request) {
    if (parts.length > 1 && parts[0].equals("Patient") && !parts[1].startsWith("_")) {
      return parts[1];
    }
    if (parts.length == 1 && request.getMethod().equals("GET")) {
      Map<String, String[]> parameters = request.getParameterMap();
      String name = parts[0].equals("Patient") ? "_id" : named(parameters);
      String[] values = parameters.getOrDefault(name, new String[0]);
      return values.length == 1 ? values[0].replaceFirst("^Patient/", "") : null;
    }
    return null;
  }

  private static String named(Map<String, String[]> parameters) {
    return PATIENT_PARAMETERS.stream().filter(parameters::containsKey).findFirst().orElse("");
  }

  private static boolean isPlain(String[] parts, HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && Arrays.stream(parts).noneMatch(part -> part.startsWith("$"))
        && request.getParameterMap().keySet().stream().noneMatch(SmartScopes::reachesFurther);
  }
}
