package jp.tsunagi.platform.control;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** 控えの鍵で確かめた証。 A token verified by {@link OutageGrace}, in the shape of MicroProfile JWT. */
final class KeptToken implements JsonWebToken {
  private static final String GROUPS = "groups";

  private final String raw;
  private final JWTClaimsSet claims;

  KeptToken(String raw, JWTClaimsSet claims) {
    this.raw = raw;
    this.claims = claims;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(Instant.ofEpochSecond(getExpirationTime()));
  }

  @Override
  public String getName() {
    Object name = claims.getClaim("upn");
    Object preferred = claims.getClaim("preferred_username");
    return name instanceof String upn
        ? upn
        : preferred instanceof String user ? user : claims.getSubject();
  }

  @Override
  public String getRawToken() {
    return raw;
  }

  @Override
  public Set<String> getClaimNames() {
    return claims.getClaims().keySet();
  }

  @Override
  public Set<String> getGroups() {
    Set<String> groups = new TreeSet<>();
    if (claims.getClaim(GROUPS) instanceof Collection<?> named) {
      named.forEach(group -> groups.add(String.valueOf(group)));
    }
    return groups;
  }

  /** Times in seconds, as MicroProfile JWT has them. */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public <T> @Nullable T getClaim(String name) {
    Object value = claims.getClaim(name);
    return (T) (value instanceof Date time ? (Object) (time.getTime() / 1000) : value);
  }
}
