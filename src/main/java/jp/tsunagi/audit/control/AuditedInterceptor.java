package jp.tsunagi.audit.control;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.audit.boundary.Audited;

/** Opens and closes the entry of an audited call, around its transaction. */
@Audited(AuditAction.READ)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class AuditedInterceptor {
  @Inject private AuditTrail trail;

  @AroundInvoke
  Object audit(InvocationContext call) throws Exception {
    AuditTrail.Entry entry = trail.open(action(call));
    Object answer;
    try {
      answer = call.proceed();
    } catch (Exception | Error e) {
      entry.fail(e);
      throw e;
    }
    entry.close();
    return answer;
  }

  private static AuditAction action(InvocationContext call) {
    Audited onMethod = call.getMethod().getAnnotation(Audited.class);
    if (onMethod != null) {
      return onMethod.value();
    }
    Audited onClass = call.getMethod().getDeclaringClass().getAnnotation(Audited.class);
    if (onClass == null) {
      throw new IllegalStateException(call.getMethod() + " is audited without an action");
    }
    return onClass.value();
  }
}
