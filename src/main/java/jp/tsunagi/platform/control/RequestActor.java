package jp.tsunagi.platform.control;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ActorDirectory;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes this request, from its bearer token or session. */
@RequestScoped
public class RequestActor implements CurrentActor {
  private static final String SERVICE_ACCOUNT = "service-account-";

  @Inject private HttpServletRequest request;
  @Inject private ActorDirectory directory;
  private @Nullable Actor actor;

  @Override
  public Actor get() {
    if (actor == null) {
      actor = resolve();
    }
    return actor;
  }

  @Override
  public Origin origin() {
    String device = request.getHeader("X-Device-Id");
    return new Origin(
        request.getRemoteAddr(),
        device != null && device.matches("[\\w.:-]{1,64}") ? device : "",
        RequestId.of(request));
  }

  private Actor resolve() {
    Principal principal = request.getUserPrincipal();
    if (principal == null) {
      throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    String user = principal.getName();
    String name = user;
    if (principal instanceof JsonWebToken token) {
      String preferred = token.getClaim("preferred_username");
      String full = token.getClaim("name");
      token.getGroups().forEach(group -> Role.ofCode(group).ifPresent(roles::add));
      user = preferred != null ? preferred : user;
      name = full != null ? full : user;
    }
    for (Role role : Role.values()) {
      if (request.isUserInRole(role.code())) {
        roles.add(role);
      }
    }
    boolean client = user.startsWith(SERVICE_ACCOUNT);
    return directory.resolve(
        client ? user.substring(SERVICE_ACCOUNT.length()) : user, name, roles, client);
  }
}
