package jp.tsunagi.platform.control;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** アプリケーションAPI. JAX-RS under {@code /api}; bearer tokens are verified by MicroProfile JWT. */
@ApplicationScoped
@ApplicationPath("/api")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({
  "care-manager",
  "care-provider",
  "hospital",
  "fire-dispatch",
  "fire-crew",
  "welfare-commissioner",
  "city-disaster",
  "city-welfare",
  "emergency-centre",
  "auditor",
  "system-admin"
})
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tsunagi (つなぎ)",
            version = "1",
            description = "要援護者の情報共有・緊急通報・安否確認 — records, emergency cases and safety checks"),
    security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
public class RestApplication extends Application {

  /**
   * JSON is {@link JsonBody}'s alone: the server's own JSON providers would read and write by other
   * rules.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.jsonFeature", "JsonBody",
        "jersey.config.server.jsonFeature", "JsonBody",
        "jersey.config.server.disableJsonBinding", true);
  }
}
