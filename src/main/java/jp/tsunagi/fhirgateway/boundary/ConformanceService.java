package jp.tsunagi.fhirgateway.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import jp.tsunagi.audit.boundary.AuditAction;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.audit.boundary.Audited;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.fhirgateway.control.Terminology;
import jp.tsunagi.fhirgateway.control.Validation;
import jp.tsunagi.fhirgateway.control.Validation.Finding;
import jp.tsunagi.fhirgateway.control.ValidationRequest;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.CurrentActor;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** FHIRの検査と用語. The operations that say what is right, and change nothing. */
@ApplicationScoped
@Transactional
public class ConformanceService {
  private Validation validation;
  private Terminology terminology;
  private AccessPolicy policy;
  private AuditScope audit;
  private CurrentActor current;

  /** Which value set is meant: one kept under an id, one sent, or one with a canonical URL. */
  public record ValueSetAsked(
      @Nullable ResourceKey key, @Nullable String url, @Nullable ValueSet sent) {}

  @SuppressWarnings("NullAway.Init") // the proxy's constructor
  protected ConformanceService() {}

  @Inject
  ConformanceService(
      Validation validation,
      Terminology terminology,
      AccessPolicy policy,
      AuditScope audit,
      CurrentActor current) {
    this.validation = validation;
    this.terminology = terminology;
    this.policy = policy;
    this.audit = audit;
    this.current = current;
  }

  /** {@code $validate} of a resource sent, or of the stored one. */
  @Audited(AuditAction.READ)
  public List<Finding> validate(String type, @Nullable ResourceKey key, ValidationRequest request) {
    return validation.of(type, key, request, asking(type + "/$validate"));
  }

  /** {@code $expand}: a page of the codes of a value set. */
  @Audited(AuditAction.READ)
  public Terminology.Page expand(
      ValueSetAsked asked, @Nullable String words, int offset, int count) {
    return terminology.expand(valueSet(asked, "$expand"), words, offset, count);
  }

  /** {@code $validate-code} of a value set. */
  @Audited(AuditAction.READ)
  public Terminology.Verdict isIn(ValueSetAsked asked, List<Coding> codings) {
    return terminology.isIn(valueSet(asked, "$validate-code"), codings);
  }

  /** {@code $lookup}: what is known of a code. */
  @Audited(AuditAction.READ)
  public Terminology.Found lookup(String system, String code) {
    return terminology.lookup(system, code, asking("CodeSystem/$lookup"));
  }

  /**
   * {@code $validate-code} of a code system.
   *
   * @param key the code system kept in the record; null when the code names its system
   */
  @Audited(AuditAction.READ)
  public Terminology.Verdict exists(@Nullable ResourceKey key, Coding coding) {
    Actor actor = asking("CodeSystem/$validate-code");
    String system = key == null ? coding.getSystem() : terminology.codeSystemUrl(key, actor);
    return terminology.exists(system, coding, actor);
  }

  /** Who asks, entered into the trail with the ground on which conformance resources are open. */
  private Actor asking(String operation) {
    Actor actor = current.get();
    audit.query(operation);
    policy.visibility(actor);
    return actor;
  }

  private ValueSet valueSet(ValueSetAsked asked, String operation) {
    Actor actor = asking("ValueSet/" + operation);
    ResourceKey key = asked.key();
    if (key != null) {
      return terminology.valueSet(key, actor);
    }
    ValueSet sent = asked.sent();
    String url = asked.url();
    return sent != null || url == null
        ? Objects.requireNonNull(sent)
        : terminology.valueSet(url, actor);
  }
}
