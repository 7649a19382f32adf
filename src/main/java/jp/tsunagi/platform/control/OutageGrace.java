package jp.tsunagi.platform.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.Configuration;

/**
 * 停止中の猶予。 Who is let in while the issuer of tokens is away: everybody whose token is still good, by
 * the keys last seen; and for 72 h after its end a token of the call centre's system or of a field
 * role, for calls and safety reports alone.
 */
@ApplicationScoped
public class OutageGrace {
  /** How long an expired token still counts at the doors that must stay open. */
  static final Duration LONGEST = Duration.ofHours(72);

  private static final Logger LOG = Logger.getLogger(OutageGrace.class.getName());
  private static final String AUDIENCE = "tsunagi";
  private static final Pattern OPEN_DOORS =
      Pattern.compile("/api/(emergency-events|disasters/[^/]+/facts)");

  private IssuerKeys keys;
  private Configuration platform;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected OutageGrace() {}

  @Inject
  OutageGrace(IssuerKeys keys, Configuration platform, Clock clock) {
    this.keys = keys;
    this.platform = platform;
    this.clock = clock;
  }

  boolean issuerIsAway() {
    return keys.issuerIsAway();
  }

  /** Whoever this token names, if it opens this door while the issuer is away. */
  Optional<KeptToken> admit(String raw, String method, String path) {
    return keys.lastSeen()
        .flatMap(known -> verified(raw, known))
        .filter(token -> !token.isOver(clock.instant()) || isGraced(token, method, path));
  }

  private static boolean isGraced(KeptToken token, String method, String path) {
    return method.equals("POST")
        && OPEN_DOORS.matcher(path).matches()
        && token.getGroups().stream()
            .flatMap(group -> Role.ofCode(group).stream())
            .anyMatch(Role.TAKING_ALARMS_AND_FACTS::contains);
  }

  private Optional<KeptToken> verified(String raw, JWKSet known) {
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            AUDIENCE,
            new JWTClaimsSet.Builder().issuer(platform.getIssuer()).build(),
            Set.of("exp", "iat", "sub")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew((int) LONGEST.toSeconds());
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWTClaimsSetVerifier(claims);
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256),
            new ImmutableJWKSet<>(known)));
    try {
      JWTClaimsSet said = processor.process(raw, null);
      Instant issued = said.getIssueTime().toInstant();
      return issued.isAfter(clock.instant().plus(Duration.ofMinutes(1)))
          ? Optional.empty()
          : Optional.of(new KeptToken(raw, said));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.log(Level.FINE, "not a token of the issuer", e);
      return Optional.empty();
    }
  }
}
