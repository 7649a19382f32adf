package jp.tsunagi.fhirgateway.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.fhirgateway.control.BundleProcessor;
import jp.tsunagi.fhirgateway.control.FhirInteractions;
import jp.tsunagi.fhirgateway.control.FhirInteractions.Written;
import jp.tsunagi.fhirgateway.control.PatchDocument;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import org.jspecify.annotations.Nullable;

/**
 * FHIRの操作. One method for each RESTful interaction; each is one entry of the audit trail, and each
 * that writes one transaction. One that only reads needs none: every statement sees what is
 * committed then, with a transaction around it or without.
 */
@ApplicationScoped
@Transactional
public class FhirRecordService {
  private FhirInteractions interactions;
  private BundleProcessor bundles;
  private CurrentActor current;

  @SuppressWarnings("NullAway") // the proxy's constructor
  protected FhirRecordService() {}

  @Inject
  FhirRecordService(FhirInteractions interactions, BundleProcessor bundles, CurrentActor current) {
    this.interactions = interactions;
    this.bundles = bundles;
    this.current = current;
  }

  @Audited(AuditAction.READ)
  @Transactional(TxType.SUPPORTS)
  public FhirResource read(ResourceKey key, @Nullable Long version) {
    return interactions.read(key, version, current.get());
  }

  @Audited(AuditAction.SEARCH)
  @Transactional(TxType.SUPPORTS)
  public SearchPage search(SearchQuery query) {
    return interactions.search(query, current.get());
  }

  @Audited(AuditAction.READ)
  @Transactional(TxType.SUPPORTS)
  public List<RecordVersion> history(ResourceKey key) {
    return interactions.history(key, current.get());
  }

  /** The versions of a type's resources (of all, without) since a time, newest first. */
  @Audited(AuditAction.SEARCH)
  @Transactional(TxType.SUPPORTS)
  public List<RecordVersion> history(@Nullable String type, @Nullable Instant since, int most) {
    return interactions.history(type, since, most, current.get());
  }

  /**
   * @param condition search criteria of {@code If-None-Exist}, null for an unconditional create
   */
  @Audited(AuditAction.CREATE)
  public Written create(FhirResource resource, @Nullable SearchQuery condition) {
    return interactions.create(resource, condition, current.get());
  }

  /**
   * @param condition search criteria of a conditional update; null when the resource carries its id
   */
  @Audited(AuditAction.UPDATE)
  public Written update(
      FhirResource resource, @Nullable SearchQuery condition, @Nullable Long expectedVersion) {
    return interactions.update(resource, condition, expectedVersion, current.get());
  }

  @Audited(AuditAction.UPDATE)
  public Written patch(
      @Nullable ResourceKey key,
      @Nullable SearchQuery condition,
      PatchDocument patch,
      @Nullable Long expectedVersion) {
    return interactions.patch(key, condition, patch, expectedVersion, current.get());
  }

  @Audited(AuditAction.DELETE)
  public void delete(
      @Nullable ResourceKey key, @Nullable SearchQuery condition, @Nullable Long expectedVersion) {
    interactions.delete(key, condition, expectedVersion, current.get());
  }

  /** A transaction Bundle: all entries or none. */
  @Audited(AuditAction.EXECUTE)
  public FhirResource transaction(FhirResource bundle) {
    return bundles.transaction(bundle, current.get());
  }
}
