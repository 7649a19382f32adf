package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.r4.model.Reference;

/**
 * 参照整合性. Literal references must lead to a resource the caller can see: one out of reach answers
 * exactly as an unknown one. Logical references (an identifier only), contained and absolute ones
 * are left alone.
 */
@ApplicationScoped
public class References {
  private final FhirContext fhir = FhirContext.forR4Cached();
  private RecordStore store;
  private AccessPolicy policy;

  @SuppressWarnings("NullAway") // the proxy's constructor
  protected References() {}

  @Inject
  References(RecordStore store, AccessPolicy policy) {
    this.store = store;
    this.policy = policy;
  }

  /**
   * Resolves conditional references ({@code Practitioner?identifier=…}) and refuses those that lead
   * nowhere.
   */
  void check(FhirResource resource, Actor actor) {
    check(resource, actor, Set.of());
  }

  /**
   * As {@link #check(FhirResource, Actor)}, where {@code arriving} come into being in the same
   * transaction.
   */
  void check(FhirResource resource, Actor actor, Set<ResourceKey> arriving) {
    Map<ResourceKey, String> wanted = new LinkedHashMap<>();
    for (Reference reference : in(resource)) {
      String literal = reference.getReference();
      if (literal == null || literal.startsWith("#") || literal.contains(":")) {
        continue;
      }
      if (literal.contains("?")) {
        reference.setReference(resolve(literal, actor).toString());
        continue;
      }
      ResourceKey key = keyOf(literal);
      if (!arriving.contains(key)) {
        wanted.put(key, literal);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    Set<ResourceKey> missing = new HashSet<>(wanted.keySet());
    store
        .readAll(new ArrayList<>(wanted.keySet()), policy.visibility(actor))
        .forEach(found -> missing.remove(found.key()));
    if (!missing.isEmpty()) {
      throw unknown(missing.stream().map(ResourceKey::toString).sorted().toList());
    }
  }

  List<Reference> in(FhirResource resource) {
    return fhir.newTerser().getAllPopulatedChildElementsOfType(resource.model(), Reference.class);
  }

  /** The one resource a conditional reference means. */
  ResourceKey resolve(String conditional, Actor actor) {
    SearchQuery query = SearchUrl.parse(conditional);
    List<FhirResource> matches = store.search(query.count(2), policy.visibility(actor)).matches();
    if (matches.size() > 1) {
      throw new ProblemException(ProblemCode.MULTIPLE_MATCHES);
    }
    return matches.stream()
        .findFirst()
        .map(FhirResource::key)
        .orElseThrow(() -> unknown(List.of(conditional)));
  }

  private static ResourceKey keyOf(String literal) {
    try {
      return ResourceKey.ofReference(literal);
    } catch (IllegalArgumentException e) {
      throw unknown(List.of(literal));
    }
  }

  private static ProblemException unknown(List<String> references) {
    return new ProblemException(
        ProblemCode.UNKNOWN_REFERENCE,
        references.stream().map(reference -> Violation.of(reference, "unknown-reference")).toList(),
        String.join(", ", references));
  }

  /** Refuses to leave others pointing at nothing; AuditEvent and Provenance never block. */
  void requireUnreferenced(ResourceKey key) {
    List<ResourceKey> referrers = store.referrers(key, 3);
    if (!referrers.isEmpty()) {
      throw new ProblemException(
          ProblemCode.STILL_REFERENCED,
          String.join(", ", referrers.stream().map(ResourceKey::type).distinct().toList()));
    }
  }
}
