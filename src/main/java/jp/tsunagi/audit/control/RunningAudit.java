package jp.tsunagi.audit.control;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditOutcome;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.audit.entity.AuditRow;
import jp.tsunagi.audit.entity.ChainLink;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.OrganizationId;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The audited calls that run in each thread, innermost last, and what becomes of them: a read is
 * journaled when it ends, a write's row commits with the write, and whatever failed or was refused
 * is journaled too.
 */
@ApplicationScoped
public class RunningAudit implements AuditTrail, AuditScope {
  private static final Logger LOG = Logger.getLogger(RunningAudit.class.getName());
  private static final Set<ProblemCode> REFUSALS =
      Set.of(
          ProblemCode.NOT_FOUND,
          ProblemCode.FORBIDDEN,
          ProblemCode.UNAUTHENTICATED,
          ProblemCode.APPEND_ONLY,
          ProblemCode.RATE_LIMITED);

  private static final ThreadLocal<Deque<Call>> RUNNING = ThreadLocal.withInitial(ArrayDeque::new);

  @Resource private TransactionSynchronizationRegistry transactions;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private NodeJournal journal;
  private AuditRepository repository;
  private CurrentActor current;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RunningAudit() {}

  @Inject
  RunningAudit(NodeJournal journal, AuditRepository repository, CurrentActor current, Clock clock) {
    this.journal = journal;
    this.repository = repository;
    this.current = current;
    this.clock = clock;
  }

  @Override
  public Entry open(AuditAction action) {
    return push(new Call(action, null, null));
  }

  @Override
  public Entry open(AuditAction action, Actor actor) {
    return push(new Call(action, actor, null));
  }

  @Override
  public Entry open(AuditAction action, Actor actor, CurrentActor.Origin origin) {
    return push(new Call(action, actor, origin));
  }

  private static Call push(Call call) {
    RUNNING.get().addLast(call);
    return call;
  }

  private static void pop(Call call) {
    Deque<Call> running = RUNNING.get();
    // Whatever an inner call left open ends with the outer one.
    while (!running.isEmpty() && running.pollLast() != call) {
      LOG.warning("an audited call was not closed");
    }
    if (running.isEmpty()) {
      RUNNING.remove();
    }
  }

  private AuditScope innermost() {
    Call call = RUNNING.get().peekLast();
    if (call == null) {
      RUNNING.remove();
      throw new IllegalStateException(
          "nothing is being audited here: make the method @Audited or open the AuditTrail");
    }
    return call.entry;
  }

  /** Secures the innermost call's row; for the interceptor inside the transaction. */
  void secureInnermost() {
    Call call = RUNNING.get().peekLast();
    if (call != null) {
      call.secure();
    }
  }

  private void write(List<AuditRow> rows) {
    rows.forEach(journal::append);
  }

  private List<AuditRow> rows(Call call, AuditOutcome outcome, @Nullable String problem) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return call.entry.rows(
        outcome, problem, () -> ids.generate().toString(), now, journal.node(), caller(call));
  }

  private AuditEntry.Caller caller(Call call) {
    CurrentActor.@Nullable Origin origin = call.origin;
    Actor actor = call.actor;
    try {
      if (origin == null) {
        origin = current.origin();
      }
      if (actor == null) {
        actor = current.get();
      }
    } catch (ContextNotActiveException | IllegalStateException outsideRequest) {
      LOG.log(Level.FINEST, "not in a request", outsideRequest);
    } catch (ProblemException unauthenticated) {
      LOG.log(Level.FINEST, "nobody is signed in", unauthenticated);
    }
    return new AuditEntry.Caller(
        who(actor == null ? Actor.system("background") : actor),
        origin == null
            ? null
            : new AuditRow.Where(
                origin.remoteAddress(),
                origin.device(),
                origin.requestId(),
                origin.userAgent(),
                origin.expiredToken() ? true : null));
  }

  private static AuditRow.Who who(Actor actor) {
    OrganizationId organization = actor.organization();
    return new AuditRow.Who(
        actor.user(),
        actor.name(),
        actor.kind().name().toLowerCase(Locale.ROOT),
        actor.roles().stream().map(Role::code).sorted().collect(Collectors.joining(",")),
        organization == null ? null : organization.value(),
        actor.organizationName());
  }

  private boolean inTransaction() {
    return transactions.getTransactionKey() != null
        && transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
  }

  private void writeWithTransaction(Call call) {
    for (AuditRow row : rows(call, AuditOutcome.PERMITTED, null)) {
      byte[] content = row.content();
      repository.insertWithWrite(row, content);
      byte[] digest = ChainLink.digest(content);
      transactions.registerInterposedSynchronization(
          new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
              if (status == Status.STATUS_COMMITTED) {
                journal.appendCommitted(row.id(), digest);
              }
            }
          });
    }
  }

  @Override
  public AuditScope ground(String groundCode, String basis) {
    return innermost().ground(groundCode, basis);
  }

  @Override
  public AuditScope dataSet(String dataSet) {
    return innermost().dataSet(dataSet);
  }

  @Override
  public AuditScope resident(ResidentId resident) {
    return innermost().resident(resident);
  }

  @Override
  public AuditScope residents(Collection<ResidentId> residents) {
    return innermost().residents(residents);
  }

  @Override
  public AuditScope resource(String reference) {
    return innermost().resource(reference);
  }

  @Override
  public AuditScope query(String text) {
    return innermost().query(text);
  }

  @Override
  public AuditScope exercise(boolean exercise) {
    return innermost().exercise(exercise);
  }

  @Override
  public AuditScope denied(String groundCode) {
    return innermost().denied(groundCode);
  }

  @Override
  public AuditScope permitted(ResidentId resident, String groundCode, String basis) {
    return innermost().permitted(resident, groundCode, basis);
  }

  @Override
  public boolean isRunning() {
    return !RUNNING.get().isEmpty();
  }

  /** One call. */
  private final class Call implements Entry {
    private final AuditEntry entry;
    private final @Nullable Actor actor;
    private final CurrentActor.@Nullable Origin origin;

    Call(AuditAction action, @Nullable Actor actor, CurrentActor.@Nullable Origin origin) {
      this.entry = new AuditEntry(action);
      this.actor = actor;
      this.origin = origin;
    }

    @Override
    public void secure() {
      if (entry.action().writes() && !entry.isSecured() && inTransaction()) {
        requireGround();
        writeWithTransaction(this);
        entry.secured();
      }
    }

    @Override
    public void close() {
      pop(this);
      if (entry.isSecured()) {
        return;
      }
      boolean grounded = entry.hasGround();
      write(
          grounded
              ? rows(this, AuditOutcome.PERMITTED, null)
              : rows(this, AuditOutcome.FAILED, ProblemCode.INTERNAL.code()));
      requireGround();
    }

    @Override
    public void fail(Throwable cause) {
      pop(this);
      ProblemCode problem = cause instanceof ProblemException p ? p.code() : ProblemCode.INTERNAL;
      AuditOutcome outcome = REFUSALS.contains(problem) ? AuditOutcome.DENIED : AuditOutcome.FAILED;
      write(rows(this, outcome, problem.code()));
    }

    private void requireGround() {
      if (!entry.hasGround()) {
        throw new IllegalStateException(
            "an access without a ground: name it in the audit scope before the answer leaves");
      }
    }

    @Override
    public AuditScope ground(String groundCode, String basis) {
      return entry.ground(groundCode, basis);
    }

    @Override
    public AuditScope dataSet(String dataSet) {
      return entry.dataSet(dataSet);
    }

    @Override
    public AuditScope resident(ResidentId resident) {
      return entry.resident(resident);
    }

    @Override
    public AuditScope residents(Collection<ResidentId> residents) {
      return entry.residents(residents);
    }

    @Override
    public AuditScope resource(String reference) {
      return entry.resource(reference);
    }

    @Override
    public AuditScope query(String text) {
      return entry.query(text);
    }

    @Override
    public AuditScope exercise(boolean exercise) {
      return entry.exercise(exercise);
    }

    @Override
    public AuditScope denied(String groundCode) {
      return entry.denied(groundCode);
    }

    @Override
    public AuditScope permitted(ResidentId resident, String groundCode, String basis) {
      return entry.permitted(resident, groundCode, basis);
    }

    @Override
    public boolean isRunning() {
      return RUNNING.get().contains(this);
    }
  }
}
