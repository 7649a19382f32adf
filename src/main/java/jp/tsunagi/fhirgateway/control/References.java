package jp.tsunagi.fhirgateway.control;

import ca.uhn.fhir.context.FhirContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.OwnAddresses;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.SearchUrl;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

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
  private OwnAddresses addresses;

  @SuppressWarnings("NullAway") // the proxy's constructor
  protected References() {}

  @Inject
  References(RecordStore store, AccessPolicy policy, OwnAddresses addresses) {
    this.addresses = addresses;
    this.store = store;
    this.policy = policy;
  }

  /**
   * Resolves conditional references ({@code Practitioner?identifier=…}) and refuses those that lead
   * nowhere.
   *
   * @param before what the resource was: what it referred to then was looked at then, and nothing
   *     that is referred to can be deleted; null for a new one
   */
  void check(FhirResource resource, @Nullable FhirResource before, Actor actor) {
    Map<ResourceKey, String> wanted = wanted(resource, actor);
    if (before != null && !wanted.isEmpty()) {
      wanted.keySet().removeAll(literal(before));
    }
    refuse(missing(wanted.keySet(), actor));
  }

  /**
   * As {@link #check(FhirResource, FhirResource, Actor)}, for all that comes into being in one
   * transaction and may refer to each other, with one look at the record.
   *
   * @param entries the resources by their place in the Bundle
   */
  void checkAll(Map<Integer, FhirResource> entries, Actor actor) {
    Set<ResourceKey> arriving = new HashSet<>();
    entries.values().forEach(resource -> arriving.add(resource.key()));
    Map<Integer, Set<ResourceKey>> byEntry = new LinkedHashMap<>();
    Set<ResourceKey> all = new LinkedHashSet<>();
    entries.forEach(
        (index, resource) -> {
          Set<ResourceKey> wanted =
              BundleProcessor.at(index, () -> wanted(resource, actor).keySet());
          wanted.removeAll(arriving);
          byEntry.put(index, wanted);
          all.addAll(wanted);
        });
    Set<ResourceKey> missing = missing(all, actor);
    byEntry.forEach(
        (index, wanted) -> {
          wanted.retainAll(missing);
          BundleProcessor.at(
              index,
              () -> {
                refuse(wanted);
                return wanted;
              });
        });
  }

  private Map<ResourceKey, String> wanted(FhirResource resource, Actor actor) {
    Map<ResourceKey, String> wanted = new LinkedHashMap<>();
    for (Reference reference : in(resource)) {
      String literal = reference.getReference();
      Optional<ResourceKey> own = OwnReference.of(literal);
      if (own.isPresent()) {
        wanted.put(own.get(), literal);
      } else if (literal != null && isConditional(literal)) {
        reference.setReference(resolve(literal, actor).toString());
      } else if (literal != null && !leadsElsewhere(literal)) {
        throw unknown(List.of(literal));
      }
    }
    return wanted;
  }

  /** Makes references to our own addresses relative: what they name is ours like any other. */
  void makeRelative(FhirResource resource) {
    for (Reference reference : in(resource)) {
      String literal = reference.getReference();
      if (literal != null) {
        addresses
            .within(literal)
            .filter(relative -> OwnReference.of(relative).isPresent())
            .ifPresent(reference::setReference);
      }
    }
  }

  private static boolean leadsElsewhere(String literal) {
    return literal.startsWith("#") || literal.contains(":");
  }

  // The condition may name a system, and so hold a colon itself.
  private static boolean isConditional(String literal) {
    int mark = literal.indexOf('?');
    return mark >= 0 && literal.lastIndexOf(':', mark) < 0;
  }

  private Set<ResourceKey> literal(FhirResource resource) {
    Set<ResourceKey> all = new HashSet<>();
    for (Reference reference : in(resource)) {
      OwnReference.of(reference).ifPresent(all::add);
    }
    return all;
  }

  private Set<ResourceKey> missing(Set<ResourceKey> wanted, Actor actor) {
    Set<ResourceKey> missing = new HashSet<>(wanted);
    if (!missing.isEmpty()) {
      missing.removeAll(store.known(wanted, policy.visibility(actor.reaching(null))));
    }
    return missing;
  }

  private static void refuse(Set<ResourceKey> missing) {
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
    FhirInteractions.requireReach(query.type(), actor);
    List<FhirResource> matches =
        store.search(query.count(2), policy.visibility(actor, query)).matches();
    if (matches.size() > 1) {
      throw new ProblemException(ProblemCode.MULTIPLE_MATCHES);
    }
    return matches.stream()
        .findFirst()
        .map(FhirResource::key)
        .orElseThrow(() -> unknown(List.of(conditional)));
  }

  static <T> T refuse(String reference) {
    throw unknown(List.of(reference));
  }

  private static ProblemException unknown(List<String> references) {
    return new ProblemException(
        ProblemCode.UNKNOWN_REFERENCE,
        references.stream().map(reference -> Violation.of(reference, "unknown-reference")).toList(),
        String.join(", ", references));
  }

  /**
   * Refuses to leave others pointing at nothing; AuditEvent and Provenance never block, and what is
   * sealed does not show that it is there. Says no more of what refers than the caller sees.
   */
  void requireUnreferenced(ResourceKey key, Actor actor) {
    List<ResourceKey> referrers = store.referrers(key, 3);
    if (!referrers.isEmpty()) {
      Set<ResourceKey> seen = store.known(referrers, policy.visibility(actor));
      throw new ProblemException(
          ProblemCode.STILL_REFERENCED,
          referrers.stream()
              .map(referrer -> seen.contains(referrer) ? referrer.type() : "Resource")
              .distinct()
              .sorted()
              .collect(Collectors.joining(", ")));
    }
  }
}
