package jp.tsunagi.platform.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * 設定. Every key of the platform with its default; a bad value fails the start with the key's name.
 * Keys can be given as environment variables ({@code TSUNAGI_PUBLIC_URL}) or system properties
 * ({@code tsunagi.public-url}).
 */
@ApplicationScoped
@Named("tsunagi")
public class Configuration {
  private String issuer = "";
  private String clientSecret = "";
  private Path data = Path.of("var");
  private boolean demo;
  private Set<String> ownClients = Set.of();

  protected Configuration() {}

  @Inject
  Configuration(Config config) {
    issuer = absoluteUrl(config, "tsunagi.oidc.issuer");
    clientSecret = config.getValue("tsunagi.oidc.client-secret", String.class);
    data = Path.of(config.getValue("tsunagi.data", String.class)).toAbsolutePath();
    ownClients = Set.copyOf(config.getValues("tsunagi.oidc.own-clients", String.class));
    demo = config.getValue("tsunagi.demo", Boolean.class);
  }

  private static String absoluteUrl(Config config, String key) {
    String value = config.getValue(key, String.class);
    try {
      if (!URI.create(value).isAbsolute()) {
        throw new IllegalArgumentException("not absolute");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(key + " must be an absolute URL, not '" + value + "'", e);
    }
    return value;
  }

  /** Issuer of every token: {@code http://localhost:8180/realms/tsunagi} on embedded defaults. */
  public String getIssuer() {
    return issuer;
  }

  /** Secret of the browser application's confidential client {@code tsunagi-web}. */
  public String getClientSecret() {
    return clientSecret;
  }

  /** Clients of our own, whom no scopes limit as long as they ask for none. */
  public Set<String> ownClients() {
    return ownClients;
  }

  /** Folder for what the node keeps beside the database, such as the audit journal. */
  public Path data() {
    return data;
  }

  /** Whether the demo cast may be loaded; a deployed image refuses. */
  public boolean demo() {
    return demo;
  }
}
