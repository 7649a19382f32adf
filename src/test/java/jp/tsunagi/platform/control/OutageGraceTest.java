package jp.tsunagi.platform.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import jp.tsunagi.fixture.TurnedClock;
import jp.tsunagi.platform.boundary.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageGraceTest {
  private static final String NOBODY_THERE = "http://localhost:1/realms/tsunagi";
  private static final String EVENTS = "/api/emergency-events";
  private static final String FACTS = "/api/disasters/flood-1/facts";
  private static final Duration LIFE = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock("2026-09-10T00:00:00Z");
  private RSAKey key = newKey();
  private OutageGrace grace = new OutageGrace();

  @BeforeEach
  void begin() throws IOException {
    Configuration platform =
        new Configuration() {
          @Override
          public String getIssuer() {
            return NOBODY_THERE;
          }

          @Override
          public Path data() {
            return folder;
          }
        };
    Files.writeString(folder.resolve("issuer-keys.json"), new JWKSet(key.toPublicJWK()).toString());
    grace = new OutageGrace(new IssuerKeys(platform, clock), platform, clock);
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("k").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet.Builder claims(String role) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(NOBODY_THERE)
        .audience("tsunagi")
        .subject("u-1")
        .claim("preferred_username", "nakamura")
        .claim("groups", List.of(role))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFE)));
  }

  private static String signed(
      JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k").build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private String token(String role) throws JOSEException {
    return signed(claims(role), JWSAlgorithm.RS256, new RSASSASigner(key));
  }

  private boolean opens(String raw, String method, String path) {
    return grace.admit(raw, method, path).isPresent();
  }

  @Test
  void a_good_token_opens_every_door_by_the_keys_last_seen() throws JOSEException {
    assertTrue(grace.issuerIsAway());
    KeptToken token = grace.admit(token("care-manager"), "GET", "/api/residents").orElseThrow();
    assertEquals("nakamura", token.getName());
    assertEquals(List.of("care-manager"), List.copyOf(token.getGroups()));
    assertEquals(clock.instant().plus(LIFE).getEpochSecond(), token.getExpirationTime());
  }

  @Test
  void an_expired_token_of_the_centre_and_the_field_takes_calls_and_facts_for_72_hours()
      throws JOSEException {
    String crew = token("fire-crew");
    String centre = token("emergency-centre");
    String commissioner = token("welfare-commissioner");
    clock.turn(Duration.ofHours(72));

    assertEquals(
        List.of(true, true, true),
        List.of(
            opens(crew, "POST", FACTS),
            opens(centre, "POST", EVENTS),
            opens(commissioner, "POST", FACTS)));
    clock.turn(LIFE.plusSeconds(1));
    assertEquals(
        List.of(false, false), List.of(opens(crew, "POST", FACTS), opens(centre, "POST", EVENTS)));
  }

  @Test
  void an_expired_token_opens_nothing_else() throws JOSEException {
    String crew = token("fire-crew");
    String manager = token("care-manager");
    clock.turn(Duration.ofHours(1));

    assertEquals(
        List.of(false, false, false, false),
        List.of(
            opens(crew, "GET", "/api/residents"),
            opens(crew, "GET", FACTS),
            opens(crew, "POST", FACTS + "/../close"),
            opens(manager, "POST", FACTS)));
  }

  @Test
  void what_the_issuer_did_not_sign_for_us_opens_nothing() throws JOSEException {
    RSASSASigner own = new RSASSASigner(key);
    String foreignKey = signed(claims("fire-crew"), JWSAlgorithm.RS256, new RSASSASigner(newKey()));
    String otherAudience = signed(claims("fire-crew").audience("account"), JWSAlgorithm.RS256, own);
    String otherIssuer = signed(claims("fire-crew").issuer("http://evil"), JWSAlgorithm.RS256, own);
    String symmetric =
        signed(
            claims("fire-crew"),
            JWSAlgorithm.HS256,
            new MACSigner(key.toRSAPublicKey().getEncoded()));
    String unsigned = new com.nimbusds.jwt.PlainJWT(claims("fire-crew").build()).serialize();
    String future =
        signed(
            claims("fire-crew").issueTime(Date.from(clock.instant().plus(Duration.ofHours(1)))),
            JWSAlgorithm.RS256,
            own);

    for (String raw :
        List.of(foreignKey, otherAudience, otherIssuer, symmetric, unsigned, future, "", "a.b.c")) {
      assertEquals(false, opens(raw, "POST", FACTS), raw);
    }
  }

  @Test
  void nobody_is_known_where_the_keys_were_never_seen() throws IOException, JOSEException {
    Files.delete(folder.resolve("issuer-keys.json"));
    assertEquals(false, opens(token("fire-crew"), "POST", FACTS));
  }
}
