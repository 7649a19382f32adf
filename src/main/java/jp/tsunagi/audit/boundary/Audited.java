package jp.tsunagi.audit.boundary;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * 監査対象. Every public method of a boundary service carries it (an architecture test asks). The
 * interceptor opens an {@link AuditScope}, and when the method ends, well or badly, writes what the
 * scope collected; a call that ends well without having named a ground is a defect and fails.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Audited {
  /** What is done. */
  @Nonbinding
  AuditAction value();
}
