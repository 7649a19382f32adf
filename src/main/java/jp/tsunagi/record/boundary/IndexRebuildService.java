package jp.tsunagi.record.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * 索引の作り直し. Makes the search index and every projection anew while the system serves, for the
 * administrator after search parameters have changed, or a projection is missing or doubted: some
 * resources with each request, in its transaction. Who asks keeps the place; nothing runs on by
 * itself, and what broke off is gone on with from the last answer.
 */
@ApplicationScoped
@Transactional
public class IndexRebuildService {
  private static final String CONFIGURATION = "configuration";

  private RecordIndex index;
  private CurrentActor current;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected IndexRebuildService() {}

  @Inject
  IndexRebuildService(RecordIndex index, CurrentActor current, AuditScope audit) {
    this.index = index;
    this.current = current;
    this.audit = audit;
  }

  /**
   * What is derived of the next resources, made anew.
   *
   * @param after where the batch before ended; null for the first
   */
  @Audited(AuditAction.EXECUTE)
  public IndexBatch rebuild(@Nullable String after) {
    audit.resource("search-index");
    if (!current.get().has(Role.SYSTEM_ADMIN)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
    audit.ground(CONFIGURATION, "");
    return index.rebuild(after);
  }
}
