package jp.tsunagi.bench;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.consent.boundary.DataSet;
import jp.tsunagi.consent.boundary.Decision;
import jp.tsunagi.consent.boundary.Ground;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 開いた扉. The application without a policy and without a trail, so that what both cost can be
 * measured from outside. It exists in a WAR that the measurement makes for itself and is no part of
 * the product.
 */
@ApplicationScoped
public class OpenDoor {
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
    return List.of(OpenDoor.class);
  }

  /** Everybody may see and do everything. */
  @Produces
  @Alternative
  @Priority(1)
  @ApplicationScoped
  AccessPolicy policy() {
    return made(AccessPolicy.class, (proxy, method, arguments) -> allowed(method, arguments));
  }

  private static @Nullable Object allowed(Method method, Object @Nullable [] arguments) {
    Class<?> answer = method.getReturnType();
    Object last = arguments == null ? "" : arguments[arguments.length - 1];
    if (answer == Decision.class) {
      return ALL;
    }
    if (answer == Visibility.class) {
      return Visibility.ALL;
    }
    if (answer == FhirResource.class || answer == List.class) {
      return last;
    }
    if (answer == Map.class) {
      Map<Object, Decision> views = new LinkedHashMap<>();
      ((Collection<?>) last).forEach(resident -> views.put(resident, ALL));
      return views;
    }
    return answer == boolean.class ? Boolean.TRUE : answer == String.class ? "" : null;
  }

  /** Nothing is written down. */
  @Produces
  @Alternative
  @Priority(1)
  @ApplicationScoped
  AuditTrail trail() {
    return made(AuditTrail.class, (proxy, method, arguments) -> ENTRY);
  }

  @Produces
  @Alternative
  @Priority(1)
  @ApplicationScoped
  AuditScope scope() {
    return ENTRY;
  }

  private static <T> T made(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
