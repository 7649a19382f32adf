package jp.tsunagi.platform.control;

import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * 確認済みトークンの近道. Tells the container who makes a request whose bearer token was verified before
 * ({@link SignIn}), without the container's own way to the sign-in: that looks the way up anew at
 * every request, twice, and costs more than finding what was asked for. Every other request goes
 * that way (Jakarta Authentication 3.0, chapter 4: a registered provider is asked first).
 */
@WebListener
public class BearerShortcut implements ServletContextListener {
  private static final String LAYER = "HttpServlet";
  private static final String TAKEN = BearerShortcut.class.getName();

  @Inject private SignIn signIn;
  private @Nullable String registration;

  @SuppressWarnings("NullAway.Init")
  public BearerShortcut() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    String application = context.getVirtualServerName() + " " + context.getContextPath();
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    AuthConfigProvider usual = factory.getConfigProvider(LAYER, application, null);
    if (usual == null) {
      throw new IllegalStateException("no sign-in is registered for " + application);
    }
    registration =
        factory.registerConfigProvider(
            new Provider(usual, signIn), LAYER, application, "verified bearer tokens first");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (registration != null) {
      AuthConfigFactory.getFactory().removeRegistration(registration);
    }
  }

  private record Provider(AuthConfigProvider usual, SignIn signIn) implements AuthConfigProvider {
    @Override
    public ServerAuthConfig getServerAuthConfig(
        String layer, String application, CallbackHandler handler) throws AuthException {
      return new Config(usual.getServerAuthConfig(layer, application, handler), signIn, handler);
    }

    @Override
    public ClientAuthConfig getClientAuthConfig(
        String layer, String application, CallbackHandler handler) throws AuthException {
      return usual.getClientAuthConfig(layer, application, handler);
    }

    @Override
    public void refresh() {
      usual.refresh();
    }
  }

  private record Config(ServerAuthConfig usual, SignIn signIn, CallbackHandler handler)
      implements ServerAuthConfig {
    @Override
    public ServerAuthContext getAuthContext(
        String authContextId, Subject service, @SuppressWarnings("rawtypes") Map properties)
        throws AuthException {
      @SuppressWarnings("unchecked")
      Map<String, Object> typed = properties;
      return new Context(usual.getAuthContext(authContextId, service, typed), signIn, handler);
    }

    @Override
    public String getMessageLayer() {
      return usual.getMessageLayer();
    }

    @Override
    public String getAppContext() {
      return usual.getAppContext();
    }

    @Override
    public String getAuthContextID(MessageInfo message) {
      return usual.getAuthContextID(message);
    }

    @Override
    public void refresh() {
      usual.refresh();
    }

    @Override
    public boolean isProtected() {
      return usual.isProtected();
    }
  }

  private record Context(ServerAuthContext usual, SignIn signIn, CallbackHandler handler)
      implements ServerAuthContext {
    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service)
        throws AuthException {
      Optional<SignIn.Verified> known =
          message.getRequestMessage() instanceof HttpServletRequest request
              ? signIn.known(request)
              : Optional.empty();
      if (known.isEmpty()) {
        return usual.validateRequest(message, client, service);
      }
      try {
        handler.handle(
            new Callback[] {
              new CallerPrincipalCallback(client, known.get().principal()),
              new GroupPrincipalCallback(client, known.get().roles().toArray(String[]::new))
            });
      } catch (IOException | UnsupportedCallbackException failure) {
        throw new AuthException(failure);
      }
      ((HttpServletRequest) message.getRequestMessage()).setAttribute(TAKEN, true);
      return AuthStatus.SUCCESS;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) throws AuthException {
      boolean taken =
          message.getRequestMessage() instanceof HttpServletRequest request
              && request.getAttribute(TAKEN) != null;
      return taken ? AuthStatus.SEND_SUCCESS : usual.secureResponse(message, service);
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
      usual.cleanSubject(message, subject);
    }
  }
}
