package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordWalk;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.Visibility;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.jspecify.annotations.Nullable;

/**
 * 付箋。 Profiles, tags and security labels of resources, read and changed apart from their content.
 *
 * <p>A change is a new version like any other: the specification would let it overwrite the
 * version, but who labelled what, and when, must stay to be seen. Versions that are past stay as
 * they were.
 */
@ApplicationScoped
public class Labels {
  /** Coding systems that only the server sets, when it leaves something out. */
  static final Set<String> SERVERS_OWN = Set.of("REDACTED", "SUBSETTED");

  private RecordStore store;
  private RecordWalk walk;
  private AccessPolicy policy;
  private FhirInteractions interactions;
  private AuditScope audit;

  @SuppressWarnings("NullAway.Init")
  protected Labels() {}

  @Inject
  Labels(
      RecordStore store,
      RecordWalk walk,
      AccessPolicy policy,
      FhirInteractions interactions,
      AuditScope audit) {
    this.store = store;
    this.walk = walk;
    this.policy = policy;
    this.interactions = interactions;
    this.audit = audit;
  }

  /** Those of one resource, or of one of its versions. */
  public Meta of(ResourceKey key, @Nullable Long version, Actor actor) {
    return interactions.read(key, version, actor).model().getMeta().copy();
  }

  /** All that are in use on what the caller sees, of these types; of every type when empty. */
  public Meta inUse(Collection<String> types, Actor actor) {
    audit.query((types.isEmpty() ? "" : String.join(",", types) + "/") + "$meta");
    Meta all = new Meta();
    List<FhirResource> carriers = walk.labelled(types, policy.visibility(actor));
    policy.showAll(actor, carriers).forEach(one -> add(all, one.model().getMeta()));
    return all;
  }

  public Meta add(ResourceKey key, Meta more, Actor actor) {
    return change(key, actor, meta -> add(meta, more));
  }

  public Meta delete(ResourceKey key, Meta less, Actor actor) {
    return change(key, actor, meta -> remove(meta, less));
  }

  private Meta change(ResourceKey key, Actor actor, java.util.function.Consumer<Meta> change) {
    audit.resource(key.toString());
    Visibility visibility = policy.visibility(actor);
    if (store.read(key, visibility).isEmpty()) {
      boolean deleted = store.isDeleted(key, visibility);
      if (!deleted) {
        policy.refused(actor, key);
      }
      throw new ProblemException(deleted ? ProblemCode.GONE : ProblemCode.NOT_FOUND);
    }
    FhirResource before = store.lock(key).orElseThrow(ProblemException::notFound);
    FhirResource after = FhirResource.of(before.model().copy());
    change.accept(after.model().getMeta());
    policy.requireChange(actor, Operation.UPDATE, before, after);
    return store.update(after, null, actor, Door.FHIR).model().getMeta().copy();
  }

  private static void add(Meta meta, Meta more) {
    more.getProfile().stream()
        .filter(profile -> !meta.hasProfile(profile.getValue()))
        .forEach(profile -> meta.addProfile(profile.getValue()));
    addAll(meta.getTag(), more.getTag());
    addAll(meta.getSecurity(), more.getSecurity());
  }

  private static void addAll(List<Coding> present, List<Coding> more) {
    more.stream()
        .filter(coding -> !SERVERS_OWN.contains(String.valueOf(coding.getCode())))
        .filter(coding -> find(present, coding).isEmpty())
        .forEach(coding -> present.add(coding.copy()));
  }

  private static void remove(Meta meta, Meta less) {
    List<String> profiles = less.getProfile().stream().map(CanonicalType::getValue).toList();
    meta.getProfile().removeIf(profile -> profiles.contains(profile.getValue()));
    less.getTag().forEach(coding -> find(meta.getTag(), coding).ifPresent(meta.getTag()::remove));
    less.getSecurity()
        .forEach(coding -> find(meta.getSecurity(), coding).ifPresent(meta.getSecurity()::remove));
  }

  private static Optional<Coding> find(List<Coding> codings, Coding wanted) {
    return codings.stream()
        .filter(
            coding ->
                java.util.Objects.equals(coding.getSystem(), wanted.getSystem())
                    && java.util.Objects.equals(coding.getCode(), wanted.getCode()))
        .findFirst();
  }
}
