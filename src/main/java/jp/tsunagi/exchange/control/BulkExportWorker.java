package jp.tsunagi.exchange.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditTrail;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.exchange.entity.BulkExport;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.PassingFailure;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.StandingActors;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.RecordWalk.Page;
import jp.tsunagi.record.boundary.RecordWalk.Route;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * 一括出力の作業. Goes through the record for each export that waits, batch by batch, in the eyes of who
 * asked for it as she is at that moment: her posts, her consents, her account.
 *
 * <p>A batch is in the file, on the disk, before the ledger says so. Whoever takes over after a
 * crash cuts the file to what the ledger says and goes on from there.
 */
@ApplicationScoped
public class BulkExportWorker {
  private static final Logger LOG = Logger.getLogger(BulkExportWorker.class.getName());
  private static final int AFTER_SCHEMA = 1_100;
  private static final int BATCH = 500;
  private static final int FILTERED_BATCH = 200;
  private static final Duration LEASE = Duration.ofSeconds(20);

  @Resource private ManagedThreadFactory threads;
  private BulkExportRepository exports;
  private ExportFolder folder;
  private RecordWalk walk;
  private RecordStore store;
  private AccessPolicy policy;
  private AuditTrail trail;
  private StandingActors actors;
  private UserTransaction transaction;
  private ExchangeConfig config;
  private Clock clock;
  private final String holder = UUID.randomUUID().toString();
  private @Nullable ScheduledExecutorService executor;

  @SuppressWarnings("NullAway.Init")
  protected BulkExportWorker() {}

  @Inject
  BulkExportWorker(
      BulkExportRepository exports,
      ExportFolder folder,
      RecordWalk walk,
      RecordStore store,
      AccessPolicy policy,
      AuditTrail trail,
      StandingActors actors,
      UserTransaction transaction,
      ExchangeConfig config,
      Clock clock) {
    this.exports = exports;
    this.folder = folder;
    this.walk = walk;
    this.store = store;
    this.policy = policy;
    this.trail = trail;
    this.actors = actors;
    this.transaction = transaction;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes @Priority(AFTER_SCHEMA) @Initialized(ApplicationScoped.class) Object start) {
    executor = Executors.newSingleThreadScheduledExecutor(threads);
    executor.scheduleWithFixedDelay(this::work, 2, 1, TimeUnit.SECONDS);
    executor.scheduleWithFixedDelay(this::forget, 1, 10, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  private void work() {
    try {
      for (Optional<BulkExport> next = claim(); next.isPresent(); next = claim()) {
        finish(next.get());
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "exports wait for the database", failure);
    }
  }

  private Optional<BulkExport> claim() {
    return exports.claim(holder, clock.millis(), clock.millis() + LEASE.toMillis());
  }

  private void finish(BulkExport export) {
    try {
      Optional<BulkExport> at = Optional.of(export);
      while (at.isPresent() && !at.get().isDone()) {
        at = step(at.get());
      }
    } catch (ProblemException problem) {
      exports.fail(export.id(), problem.code().code());
    } catch (RuntimeException failure) {
      if (!PassingFailure.is(failure)) {
        LOG.log(Level.SEVERE, failure, () -> "export " + export.id() + " failed");
        exports.fail(export.id(), ProblemCode.INTERNAL.code());
        return;
      }
      // The lease runs out, and whoever takes it goes on from what is written down.
      LOG.log(Level.WARNING, failure, () -> "export " + export.id() + " waits");
    }
  }

  /** One batch. Empty when the export was taken back or is somebody else's by now. */
  private Optional<BulkExport> step(BulkExport export) {
    Actor actor = requireRequester(export.requester());
    AuditTrail.Entry entry = trail.open(AuditAction.EXPORT, actor);
    try {
      begin();
      entry.resource("bulk-export/" + export.id()).query(export.type());
      Optional<BulkExport> next = export(export, actor);
      entry.close();
      end(next.isPresent());
      return next;
    } catch (RuntimeException failure) {
      end(false);
      entry.fail(failure);
      throw failure;
    }
  }

  private Actor requireRequester(Requester requester) {
    Actor actor =
        actors.now(requester.user(), requester.name(), requester.roles(), requester.client());
    if (!requester.isStill(actor)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    return actor;
  }

  private Optional<BulkExport> export(BulkExport export, Actor actor) {
    Visibility visibility = policy.visibility(actor);
    List<String> filters =
        export.filters().stream().filter(filter -> filter.startsWith(export.type() + "?")).toList();
    Page page =
        walk.next(
            route(export, visibility),
            export.afterSid(),
            filters.isEmpty() ? BATCH : FILTERED_BATCH,
            visibility);
    List<FhirResource> wanted =
        filters.isEmpty()
            ? page.resources()
            : matching(page.resources(), export.type(), filters, actor);
    write(export, policy.showAll(actor, wanted));
    BulkExport next =
        page.hasNext()
            ? export.at(export.typePlace(), page.last())
            : export.at(export.typePlace() + 1, 0);
    return exports.moveOn(next, holder, clock.millis() + LEASE.toMillis())
        ? Optional.of(next)
        : Optional.empty();
  }

  private Route route(BulkExport export, Visibility visibility) {
    Route route =
        switch (export.scope()) {
          case SYSTEM -> Route.ofEverything();
          case PATIENT -> Route.ofResidents();
          case GROUP -> Route.of(members(export.groupId(), visibility));
        };
    return route
        .only(List.of(export.type()))
        .changedSince(export.since() == 0 ? null : java.time.Instant.ofEpochMilli(export.since()));
  }

  private List<ResourceKey> members(String group, Visibility visibility) {
    return store
        .read(new ResourceKey("Group", group), visibility)
        .map(NdjsonMapper::members)
        .orElseThrow(ProblemException::notFound);
  }

  /** Those that one of the filters finds. */
  private List<FhirResource> matching(
      List<FhirResource> resources, String type, List<String> filters, Actor actor) {
    if (resources.isEmpty()) {
      return resources;
    }
    String ids = String.join(",", resources.stream().map(FhirResource::id).toList());
    Set<String> found = new HashSet<>();
    for (String filter : filters) {
      SearchQuery query = SearchUrl.parse(filter).where("_id", ids).count(FILTERED_BATCH);
      store
          .search(query, policy.visibility(actor, query))
          .matches()
          .forEach(match -> found.add(match.id()));
    }
    return resources.stream()
        .filter(resource -> resource.type().equals(type) && found.contains(resource.id()))
        .toList();
  }

  private void write(BulkExport export, List<FhirResource> resources) {
    if (resources.isEmpty()) {
      return;
    }
    List<BulkExport.File> files = exports.files(export.id());
    BulkExport.File last = files.isEmpty() ? null : files.get(files.size() - 1);
    BulkExport.File file =
        last != null && last.type().equals(export.type()) && last.lines() < config.exportFileLines()
            ? last
            : new BulkExport.File(files.size() + 1, export.type(), 0, 0);
    long size =
        folder.append(export.id(), file, resources.stream().map(NdjsonMapper::line).toList());
    exports.put(export.id(), file.grown(resources.size(), size));
  }

  private void forget() {
    try {
      for (String export : exports.expired(clock.millis())) {
        folder.delete(export);
        exports.delete(export);
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "exports that are over stay", failure);
    }
  }

  private void begin() {
    try {
      transaction.begin();
    } catch (Exception failure) {
      throw new IllegalStateException("no transaction for an export", failure);
    }
  }

  private void end(boolean well) {
    try {
      if (transaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
        return;
      }
      if (well) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
    } catch (Exception failure) {
      throw new IllegalStateException("the transaction of an export cannot be ended", failure);
    }
  }
}
