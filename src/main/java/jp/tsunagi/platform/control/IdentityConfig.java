package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** Keys for watching the identity provider. */
@ApplicationScoped
public class IdentityConfig {
  /**
   * The client of the realm that may read accounts and events ({@code view-users, view-events}).
   */
  public static final String CLIENT = "tsunagi.oidc.watch-client";

  /** Its secret; empty: the provider is not watched, and a disabled account ends with its token. */
  public static final String SECRET = "tsunagi.oidc.watch-secret";

  /** How often it is asked; at most 4 s, for a disabled account is out within 5. */
  public static final String EVERY = "tsunagi.oidc.watch-every";

  /**
   * Whether people have their roles only with a second factor: the token must name it in {@code
   * amr}.
   */
  public static final String SECOND_FACTOR = "tsunagi.oidc.second-factor-required";

  private boolean secondFactorRequired;
  private String client = "tsunagi-watch";
  private String secret = "";
  private Duration every = Duration.ofSeconds(2);

  protected IdentityConfig() {}

  @Inject
  IdentityConfig(Config config) {
    client = config.getOptionalValue(CLIENT, String.class).orElse(client);
    secret = config.getOptionalValue(SECRET, String.class).orElse(secret);
    every = config.getOptionalValue(EVERY, Duration.class).orElse(every);
    secondFactorRequired = config.getOptionalValue(SECOND_FACTOR, Boolean.class).orElse(false);
    if (every.toMillis() < 100 || every.toMillis() > 4_000) {
      throw new IllegalStateException(EVERY + " must be 0.1 to 4 s");
    }
  }

  boolean secondFactorRequired() {
    return secondFactorRequired;
  }

  String client() {
    return client;
  }

  String secret() {
    return secret;
  }

  Duration every() {
    return every;
  }
}
