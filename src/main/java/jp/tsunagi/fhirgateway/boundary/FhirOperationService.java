package jp.tsunagi.fhirgateway.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.fhirgateway.control.Everything;
import jp.tsunagi.fhirgateway.control.Labels;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Meta;
import org.jspecify.annotations.Nullable;

/** FHIRの拡張操作. The operations ({@code $…}) on the record itself. */
@ApplicationScoped
@Transactional
public class FhirOperationService {
  private Everything everything;
  private Labels labels;
  private CurrentActor current;

  @SuppressWarnings("NullAway.Init")
  protected FhirOperationService() {}

  @Inject
  FhirOperationService(Everything everything, Labels labels, CurrentActor current) {
    this.everything = everything;
    this.labels = labels;
    this.current = current;
  }

  /** {@code $everything}: a page of all that the caller sees of a resident. */
  @Audited(AuditAction.READ)
  public RecordWalk.Page everything(Everything.Request request) {
    return everything.of(request, current.get());
  }

  /** {@code $meta} of a resource or one of its versions. */
  @Audited(AuditAction.READ)
  public Meta meta(ResourceKey key, @Nullable Long version) {
    return labels.of(key, version, current.get());
  }

  /** {@code $meta} of types: what is in use on resources the caller sees. */
  @Audited(AuditAction.SEARCH)
  public Meta metaInUse(Collection<String> types) {
    return labels.inUse(types, current.get());
  }

  @Audited(AuditAction.UPDATE)
  public Meta metaAdd(ResourceKey key, Meta more) {
    return labels.add(key, more, current.get());
  }

  @Audited(AuditAction.UPDATE)
  public Meta metaDelete(ResourceKey key, Meta less) {
    return labels.delete(key, less, current.get());
  }
}
