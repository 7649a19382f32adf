package jp.tsunagi.audit.boundary;

import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.CurrentActor;

/**
 * 監査証跡. Opens an entry of the trail by hand, for doors that no interceptor reaches; {@link Audited}
 * does the same for services.
 *
 * <pre>{@code
 * AuditTrail.Entry entry = trail.open(AuditAction.READ);
 * try {
 *   … ask the policy, read …
 *   entry.close();
 * } catch (RuntimeException e) {
 *   entry.fail(e);
 *   throw e;
 * }
 * }</pre>
 *
 * <p>Entries nest: the injected {@link AuditScope} is the one opened last in this thread. Each must
 * be closed, by the thread that opened it, before the answer leaves.
 */
public interface AuditTrail {

  /** Opens an entry for the caller of the running request. */
  Entry open(AuditAction action);

  /** Opens an entry for somebody else, such as the system itself. */
  Entry open(AuditAction action, Actor actor);

  /** As {@link #open(AuditAction, Actor)}, for a call that came from somewhere. */
  Entry open(AuditAction action, Actor actor, CurrentActor.Origin origin);

  /** One call being audited. */
  interface Entry extends AuditScope {

    /**
     * Of a call that writes: puts the row into the running transaction, so that it commits or rolls
     * back with the write. Call it as the last act inside the transaction; without a transaction,
     * and for reads, it does nothing.
     */
    void secure();

    /**
     * The call ended well. The row is in the trail when this returns.
     *
     * @throws IllegalStateException when no ground was named: the answer must not leave
     */
    void close();

    /** The call ended badly: the row says whether it was refused or failed. */
    void fail(Throwable cause);
  }
}
