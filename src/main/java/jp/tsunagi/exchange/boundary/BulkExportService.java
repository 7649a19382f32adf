package jp.tsunagi.exchange.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.exchange.control.BulkExportRepository;
import jp.tsunagi.exchange.control.ExchangeConfig;
import jp.tsunagi.exchange.control.ExportFolder;
import jp.tsunagi.exchange.control.ExportedLines;
import jp.tsunagi.exchange.entity.BulkExport;
import jp.tsunagi.exchange.entity.BulkExport.Scope;
import jp.tsunagi.exchange.entity.BulkExport.State;
import jp.tsunagi.exchange.entity.Requester;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchUrl;

/**
 * 一括出力. Exports of large parts of the record. An export is its requester's alone, and only while
 * she acts as she did when she asked; what she may no longer see when she fetches a file is not in
 * it.
 */
@ApplicationScoped
public class BulkExportService {
  private static final Set<String> NEVER = Set.of("AuditEvent", "Parameters", "OperationOutcome");
  private static final int AT_ONCE = 500;

  /** Transactions that were open when the export was asked for are in the next one too. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(30);

  private BulkExportRepository exports;
  private ExportFolder folder;
  private ExportedLines lines;
  private RecordWalk walk;
  private RecordStore store;
  private AccessPolicy policy;
  private AuditScope audit;
  private CurrentActor current;
  private ExchangeConfig config;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected BulkExportService() {}

  @Inject
  BulkExportService(
      BulkExportRepository exports,
      ExportFolder folder,
      ExportedLines lines,
      RecordWalk walk,
      RecordStore store,
      AccessPolicy policy,
      AuditScope audit,
      CurrentActor current,
      ExchangeConfig config,
      Clock clock) {
    this.exports = exports;
    this.folder = folder;
    this.lines = lines;
    this.walk = walk;
    this.store = store;
    this.policy = policy;
    this.audit = audit;
    this.current = current;
    this.config = config;
    this.clock = clock;
  }

  /** Where the answer to an export goes, once it is certain that there is one. */
  @FunctionalInterface
  public interface Receiver {
    OutputStream begin() throws IOException;
  }

  /** Takes an export on; its id. */
  @Audited(AuditAction.EXPORT)
  @Transactional
  public String accept(RequestBulkExport command) {
    Actor actor = current.get();
    if (actor.reach() != null) {
      // It reads on when the application that asked for it is gone, and with it its limits.
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    var visibility = policy.visibility(actor);
    String group = command.groupId();
    if (group != null && store.read(new ResourceKey("Group", group), visibility).isEmpty()) {
      policy.refused(actor, new ResourceKey("Group", group));
      throw ProblemException.notFound();
    }
    if (exports.running(actor.user()) >= config.exportsAtOnce()) {
      throw new ProblemException(ProblemCode.RATE_LIMITED);
    }
    command.filters().forEach(SearchUrl::parse);
    BulkExport export =
        new BulkExport(
            UUID.randomUUID().toString(),
            Requester.of(actor),
            command.request(),
            group != null ? Scope.GROUP : command.residentsOnly() ? Scope.PATIENT : Scope.SYSTEM,
            group == null ? "" : group,
            types(command),
            command.filters(),
            command.since() == null ? 0 : command.since().toEpochMilli(),
            State.ACCEPTED,
            null,
            0,
            0,
            clock.millis(),
            clock.millis() + config.exportKept().toMillis());
    exports.add(export);
    audit.resource("bulk-export/" + export.id()).query("$export");
    return export.id();
  }

  private List<String> types(RequestBulkExport command) {
    List<String> known = walk.types().stream().filter(type -> !NEVER.contains(type)).toList();
    List<Violation> unknown =
        command.types().stream()
            .filter(type -> !known.contains(type))
            .map(type -> Violation.of("_type", "not-a-code", type))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER, unknown);
    }
    return command.types().isEmpty() ? known : command.types().stream().distinct().toList();
  }

  /** How far an export is. */
  @Audited(AuditAction.READ)
  public BulkExportState state(String id) {
    BulkExport export = own(id);
    if (export.state() == State.FAILED) {
      String problem = export.problem();
      for (ProblemCode code : ProblemCode.values()) {
        if (code.code().equals(problem)) {
          throw new ProblemException(code);
        }
      }
      throw new ProblemException(ProblemCode.INTERNAL);
    }
    List<BulkExport.File> files = exports.files(id);
    int count = files.stream().mapToInt(BulkExport.File::lines).sum();
    return new BulkExportState(
        export.state() == State.COMPLETE,
        count + " resources; type " + (export.typePlace() + 1) + " of " + export.types().size(),
        Instant.ofEpochMilli(export.requestedAt()).minus(IN_FLIGHT),
        Instant.ofEpochMilli(export.expiresAt()),
        export.request(),
        export.state() == State.COMPLETE
            ? files.stream()
                .map(file -> new BulkExportState.File(file.position(), file.type(), file.lines()))
                .toList()
            : List.of());
  }

  /** Ends an export, or throws its files away. */
  @Audited(AuditAction.EXPORT)
  @Transactional
  public void cancel(String id) {
    own(id);
    exports.delete(id);
    folder.delete(id);
  }

  /** Sends a file: of its lines those whose resource the caller may still see. */
  @Audited(AuditAction.EXPORT)
  public void send(String id, int position, Receiver receiver) throws IOException {
    BulkExport export = own(id);
    BulkExport.File file =
        exports.files(id).stream()
            .filter(one -> one.position() == position && export.state() == State.COMPLETE)
            .findFirst()
            .orElseThrow(ProblemException::notFound);
    Actor actor = current.get();
    try (BufferedReader reader = folder.read(id, file)) {
      OutputStream out = receiver.begin();
      List<String> some = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        some.add(line);
        if (some.size() == AT_ONCE) {
          write(file.type(), some, actor, out);
          some.clear();
        }
      }
      write(file.type(), some, actor, out);
    }
  }

  private void write(String type, List<String> some, Actor actor, OutputStream out)
      throws IOException {
    for (String line : lines.stillVisible(type, some, actor)) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
  }

  /** The caller's own export; any other is as unknown as one nobody asked for. */
  private BulkExport own(String id) {
    Actor actor = current.get();
    audit.resource("bulk-export/" + id);
    policy.visibility(actor);
    return exports
        .find(id)
        .filter(export -> export.requester().isStill(actor))
        .filter(export -> export.expiresAt() > clock.millis())
        .orElseThrow(ProblemException::notFound);
  }
}
