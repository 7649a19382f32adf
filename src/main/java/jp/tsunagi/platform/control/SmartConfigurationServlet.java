package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.platform.boundary.Configuration;
import jp.tsunagi.platform.boundary.Json;

/** {@code /fhir/.well-known/smart-configuration}: how outside applications sign in (SMART 2). */
@WebServlet(urlPatterns = SmartConfigurationServlet.PATH)
public class SmartConfigurationServlet extends HttpServlet {
  static final String PATH = "/fhir/.well-known/smart-configuration";
  private static final long serialVersionUID = 1L;

  @Inject private transient Configuration configuration;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "public, max-age=3600");
    response
        .getOutputStream()
        .write(Json.mapper().writeValueAsBytes(of(configuration.getIssuer())));
  }

  static Map<String, Object> of(String issuer) {
    String endpoints = issuer + "/protocol/openid-connect";
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("issuer", issuer);
    told.put("jwks_uri", endpoints + "/certs");
    told.put("authorization_endpoint", endpoints + "/auth");
    told.put("token_endpoint", endpoints + "/token");
    told.put("introspection_endpoint", endpoints + "/token/introspect");
    told.put("revocation_endpoint", endpoints + "/revoke");
    told.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
    told.put("response_types_supported", List.of("code"));
    told.put("code_challenge_methods_supported", List.of("S256"));
    told.put(
        "token_endpoint_auth_methods_supported",
        List.of("private_key_jwt", "client_secret_basic", "client_secret_post"));
    told.put(
        "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384", "RS256"));
    told.put(
        "scopes_supported",
        List.of(
            "openid",
            "fhirUser",
            "launch/patient",
            "offline_access",
            "patient/*.read",
            "patient/*.rs",
            "user/*.read",
            "user/*.rs",
            "user/*.write",
            "user/*.cruds",
            "system/*.read",
            "system/*.rs",
            "system/*.write",
            "system/*.cruds"));
    told.put(
        "capabilities",
        List.of(
            "launch-standalone",
            "client-public",
            "client-confidential-asymmetric",
            "client-confidential-symmetric",
            "context-standalone-patient",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2",
            "authorize-post"));
    return told;
  }
}
