package jp.tsunagi.audit.control;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.Audited;

/**
 * Puts the row of a call that writes into its transaction, as the last thing before the commit.
 * Inside {@code @Transactional} (whose interceptor has priority +200), as {@link
 * AuditedInterceptor} is outside of it.
 */
@Audited(AuditAction.READ)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 300)
public class AuditedWriteInterceptor {
  @Inject private RunningAudit running;

  @AroundInvoke
  Object secure(InvocationContext call) throws Exception {
    Object answer = call.proceed();
    running.secureInnermost();
    return answer;
  }
}
