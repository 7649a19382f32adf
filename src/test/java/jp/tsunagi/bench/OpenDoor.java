package jp.tsunagi.bench;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.audit.control.RunningAudit;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.consent.control.DisclosurePolicy;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 開いた扉. The application with a policy that lets everything pass and a trail that writes nothing,
 * for requests that ask for it ({@link #HEADER}); all others meet the real ones, in the same
 * process. So what both cost can be measured from outside. It exists in a WAR that the measurement
 * makes for itself and is no part of the product.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class OpenDoor {
  static final String HEADER = "X-Bench-Open";

  private static final Decision ALL =
      new Decision(true, true, Ground.SYSTEM, "", EnumSet.allOf(DataSet.class));

  private static final AuditTrail.Entry ENTRY =
      made(
          AuditTrail.Entry.class,
          (proxy, method, arguments) -> {
            Class<?> answer = method.getReturnType();
            return answer == void.class ? null : answer == boolean.class ? Boolean.TRUE : proxy;
          });

  static List<Class<?>> parts() {
    return List.of(OpenDoor.class, Open.class);
  }

  /** Everybody may see and do everything. */
  @Produces
  @ApplicationScoped
  AccessPolicy policy(DisclosurePolicy real, HttpServletRequest request) {
    return either(AccessPolicy.class, real, request, OpenDoor::allowed);
  }

  /** Nothing is written down. */
  @Produces
  @ApplicationScoped
  AuditTrail trail(RunningAudit real, HttpServletRequest request) {
    return either(AuditTrail.class, real, request, (method, arguments) -> ENTRY);
  }

  @Produces
  @ApplicationScoped
  AuditScope scope(RunningAudit real, HttpServletRequest request) {
    return either(AuditScope.class, real, request, (method, arguments) -> passed(method));
  }

  private static Object passed(Method method) {
    return method.getReturnType() == boolean.class ? (Object) Boolean.TRUE : ENTRY;
  }

  private interface Open {
    @Nullable Object answer(Method method, Object @Nullable [] arguments);
  }

  private static <T> T either(Class<T> type, T real, HttpServletRequest request, Open open) {
    return made(
        type,
        (proxy, method, arguments) -> {
          if (isOpen(request)) {
            return open.answer(method, arguments);
          }
          try {
            return method.invoke(real, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }

  // What runs in the background is in no request: it meets the real ones.
  private static boolean isOpen(HttpServletRequest request) {
    try {
      return request.getHeader(HEADER) != null;
    } catch (ContextNotActiveException | IllegalStateException inTheBackground) {
      return false;
    }
  }

  private static @Nullable Object allowed(Method method, Object @Nullable [] arguments) {
    Class<?> answer = method.getReturnType();
    if (answer == Decision.class) {
      return ALL;
    }
    if (answer == Visibility.class) {
      return Visibility.ALL;
    }
    Object asked = arguments == null || arguments.length < 2 ? "" : arguments[1];
    if (answer == FhirResource.class || answer == List.class) {
      return asked;
    }
    if (answer == Map.class) {
      Map<Object, Decision> views = new LinkedHashMap<>();
      ((Collection<?>) asked).forEach(resident -> views.put(resident, ALL));
      return views;
    }
    return answer == boolean.class ? Boolean.TRUE : answer == String.class ? "" : null;
  }

  private static <T> T made(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
