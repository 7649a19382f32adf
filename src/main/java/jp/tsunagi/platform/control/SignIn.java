package jp.tsunagi.platform.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * サインイン. Decides how a request is authenticated: a bearer token by MicroProfile JWT, otherwise the
 * browser's session by OpenID Connect. Both work at once on {@code /api} and {@code /fhir}.
 *
 * <p>It never refuses by itself: {@link SignInFilter} answers 401 in the right format where nobody
 * is signed in.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class SignIn implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";

  /** Whom a token that was verified names. */
  record Verified(Principal principal, Set<String> roles, Instant expires) {}

  @Inject private BeanManager beans;
  @Inject private Clock clock;
  @Inject private OutageGrace outage;
  private @Nullable HttpAuthenticationMechanism token;
  private @Nullable HttpAuthenticationMechanism session;

  /**
   * Tokens whose signature was verified, until they expire: a token is verified once, not at every
   * request.
   */
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    String token = token(request);
    if (token != null) {
      return bearer(token, request, response, context);
    }
    boolean signingIn =
        context.isAuthenticationRequest() || request.getServletPath().equals("/callback");
    if (!signingIn && request.getSession(false) == null) {
      return context.doNothing();
    }
    return session().validateRequest(request, response, context);
  }

  /** What is known of the request's bearer token, if it was verified before and still counts. */
  Optional<Verified> known(HttpServletRequest request) {
    String token = token(request);
    return token == null ? Optional.empty() : known(token);
  }

  private Optional<Verified> known(String token) {
    return Optional.ofNullable(verified.getIfPresent(token))
        .filter(known -> known.expires().isAfter(clock.instant()));
  }

  private static @Nullable String token(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).trim()
        : null;
  }

  private AuthenticationStatus bearer(
      String raw,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws AuthenticationException {
    Optional<Verified> known = known(raw);
    if (known.isPresent()) {
      return context.notifyContainerAboutLogin(known.get().principal(), known.get().roles());
    }
    if (outage.issuerIsAway()) {
      return outage
          .admit(raw, request.getMethod(), request.getRequestURI())
          .map(token -> context.notifyContainerAboutLogin(token, token.getGroups()))
          .orElseGet(context::doNothing);
    }
    AuthenticationStatus status =
        token().validateRequest(request, response, new Unrefusing(context));
    if (status == AuthenticationStatus.SUCCESS
        && context.getCallerPrincipal() instanceof JsonWebToken principal) {
      verified.put(
          raw,
          new Verified(
              principal,
              context.getGroups(),
              Instant.ofEpochSecond(principal.getExpirationTime())));
      return status;
    }
    return status == AuthenticationStatus.SUCCESS ? status : context.doNothing();
  }

  /** Keeps a mechanism from answering by itself, so that every 401 has our format. */
  private static final class Unrefusing extends HttpMessageContextWrapper {
    Unrefusing(HttpMessageContext wrapped) {
      super(wrapped);
    }

    @Override
    public AuthenticationStatus responseUnauthorized() {
      return getWrapped().doNothing();
    }
  }

  @Override
  public AuthenticationStatus secureResponse(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    return AuthenticationStatus.SUCCESS;
  }

  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    session().cleanSubject(request, response, context);
  }

  private HttpAuthenticationMechanism token() {
    if (token == null) {
      token = find("jwt");
    }
    return token;
  }

  private HttpAuthenticationMechanism session() {
    if (session == null) {
      session = find("openid");
    }
    return session;
  }

  // The container registers one mechanism for @LoginConfig and one for
  // @OpenIdAuthenticationMechanismDefinition, both
  // under the same interface; only their descriptions tell them apart.
  private HttpAuthenticationMechanism find(String part) {
    for (Bean<?> bean : beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE)) {
      String description = bean.getBeanClass().getName() + bean.getTypes() + bean;
      if (bean.getBeanClass() != SignIn.class
          && description.toLowerCase(Locale.ROOT).contains(part)) {
        CreationalContext<?> creation = beans.createCreationalContext(bean);
        return (HttpAuthenticationMechanism)
            beans.getReference(bean, HttpAuthenticationMechanism.class, creation);
      }
    }
    throw new IllegalStateException("no sign-in mechanism for " + part);
  }
}
