package jp.tsunagi.platform.control;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Assurance;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes this request, from its bearer token or session. */
@RequestScoped
public class RequestActor implements CurrentActor {
  private static final int MOST_USER_AGENT = 200;
  private static final Pattern DEVICE = Pattern.compile("[\\w.:-]{1,64}");
  private static final Pattern NOT_PLAIN = Pattern.compile("[^\\x20-\\x7e]");
  private static final Set<String> SECOND_FACTORS =
      Set.of("mfa", "otp", "hwk", "swk", "webauthn", "recovery");

  @Inject private HttpServletRequest request;
  @Inject private OpenIdContext browser;
  @Inject private Admission admission;
  @Inject private TokenClaims claims;
  @Inject private Clock clock;
  @Inject private ClientAddress address;
  private @Nullable SignedIn signedIn;
  private @Nullable Actor actor;
  private @Nullable Set<String> reach;

  @Override
  public Actor get() {
    if (actor == null) {
      actor = admission.admit(signedIn()).reaching(reach);
    }
    return actor;
  }

  /** From now on the actor of this request reads these types and no others; null for all. */
  void reach(@Nullable Set<String> types) {
    reach = types;
    actor = actor == null ? null : actor.reaching(types);
  }

  @Override
  public Origin origin() {
    String device = request.getHeader("X-Device-Id");
    return new Origin(
        address.of(request),
        device != null && DEVICE.matcher(device).matches() ? device : "",
        RequestId.of(request),
        userAgent(request.getHeader("User-Agent")),
        request.getUserPrincipal() instanceof KeptToken token && token.isOver(clock.instant()));
  }

  // It comes from outside and ends up in lines and tables: one line of plain text, not too long.
  static String userAgent(@Nullable String header) {
    if (header == null) {
      return "";
    }
    String plain = NOT_PLAIN.matcher(header).replaceAll("?").strip();
    return plain.length() <= MOST_USER_AGENT ? plain : plain.substring(0, MOST_USER_AGENT);
  }

  /** Whether it is a browser's session that says who makes the request, whatever else was sent. */
  static boolean isBySession(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal != null && !(principal instanceof JsonWebToken);
  }

  /** The path the container decides by: decoded, without dots and doubled slashes. */
  static String path(HttpServletRequest request) {
    String more = request.getPathInfo();
    return more == null ? request.getServletPath() : request.getServletPath() + more;
  }

  /** What the token or session says. */
  SignedIn signedIn() {
    SignedIn known = signedIn;
    if (known == null) {
      known = read();
      signedIn = known;
    }
    return known;
  }

  private SignedIn read() {
    Principal principal = request.getUserPrincipal();
    if (principal == null) {
      throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }
    return principal instanceof JsonWebToken token
        ? claims.of(token)
        : ofSession(principal.getName());
  }

  static Set<Role> roles(Set<String> groups) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    groups.forEach(group -> Role.ofCode(group).ifPresent(roles::add));
    return roles;
  }

  // Never by isUserInRole: of two requests at the same time, the container now and then finds one
  // without any role.
  private SignedIn ofSession(String user) {
    Map<String, Object> claims = browser.getIdentityToken().getClaims();
    String full =
        fullName(text(claims, "family_name"), text(claims, "given_name"), text(claims, "name"));
    return new SignedIn(
        user,
        full != null ? full : user,
        roles(texts(claims.get("groups"))),
        false,
        assurance(claims.get("amr")),
        SmartScopes.of(null, null, true),
        text(claims, "sub"),
        text(claims, "sid"),
        time(claims.get("iat")),
        null);
  }

  // The provider puts the given name first whatever the language; one in kanji or kana begins with
  // the family's.
  static @Nullable String fullName(
      @Nullable String family, @Nullable String given, @Nullable String name) {
    boolean japanese =
        family != null
            && !family.isBlank()
            && family.codePoints().allMatch(c -> Character.isIdeographic(c) || isKana(c));
    return japanese && given != null && !given.isBlank() ? family + " " + given : name;
  }

  private static boolean isKana(int c) {
    Character.UnicodeBlock block = Character.UnicodeBlock.of(c);
    return block == Character.UnicodeBlock.HIRAGANA || block == Character.UnicodeBlock.KATAKANA;
  }

  /** What RFC 8176 and Keycloak call the factors that are something one has. */
  static Assurance assurance(@Nullable Object methods) {
    return Collections.disjoint(texts(methods), SECOND_FACTORS)
        ? Assurance.PASSWORD
        : Assurance.TWO_FACTORS;
  }

  // A token's claims are texts or JSON values that print themselves in quotes.
  private static Set<String> texts(@Nullable Object claim) {
    return claim instanceof Iterable<?> values
        ? StreamSupport.stream(values.spliterator(), false)
            .map(value -> String.valueOf(value).replace("\"", ""))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static @Nullable Instant time(@Nullable Object claim) {
    if (claim instanceof java.util.Date date) {
      return date.toInstant();
    }
    return claim instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
  }

  private static @Nullable String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? text : null;
  }
}
