package jp.tsunagi.platform.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import jp.tsunagi.kernel.Assurance;
import jp.tsunagi.platform.boundary.Configuration;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * トークンの記載. Who a verified token says makes the request. A token never changes, so it is read once
 * and remembered as long as somebody holds it: the container answers each question for a claim it
 * has no constant for with an exception of its own.
 */
@ApplicationScoped
public class TokenClaims {
  private static final String SERVICE_ACCOUNT = "service-account-";

  /** By the token itself and not by what equals it. */
  private final Cache<JsonWebToken, SignedIn> read =
      Caffeine.newBuilder().weakKeys().maximumSize(10_000).build();

  private Configuration configuration;

  @SuppressWarnings("NullAway.Init")
  protected TokenClaims() {}

  @Inject
  TokenClaims(Configuration configuration) {
    this.configuration = configuration;
  }

  private boolean isOwn(JsonWebToken token) {
    String party = token.getClaim("azp");
    return party != null && configuration.ownClients().contains(party);
  }

  /** What this token says. */
  SignedIn of(JsonWebToken token) {
    return read.get(token, this::read);
  }

  private SignedIn read(JsonWebToken token) {
    String preferred = token.getClaim("preferred_username");
    String user = preferred != null ? preferred : token.getName();
    String full =
        RequestActor.fullName(
            token.getClaim("family_name"), token.getClaim("given_name"), token.getClaim("name"));
    boolean client = user.startsWith(SERVICE_ACCOUNT);
    String name = client ? user.substring(SERVICE_ACCOUNT.length()) : user;
    return new SignedIn(
        name,
        full != null ? full : name,
        RequestActor.roles(token.getGroups()),
        client,
        client ? Assurance.SYSTEM_KEY : RequestActor.assurance(token.getClaim("amr")),
        SmartScopes.of(token.getClaim("scope"), token.getClaim("patient"), client || isOwn(token)),
        token.getSubject(),
        token.getClaim("sid"),
        Instant.ofEpochSecond(token.getIssuedAtTime()),
        Instant.ofEpochSecond(token.getExpirationTime()));
  }
}
