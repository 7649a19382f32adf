package jp.tsunagi.fhirgateway.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.tsunagi.audit.boundary.AuditScope;
import jp.tsunagi.consent.boundary.AccessPolicy;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.kernel.Role;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import jp.tsunagi.record.boundary.FhirResource;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import jp.tsunagi.record.boundary.RecordChanging.Operation;
import jp.tsunagi.record.boundary.RecordStore;
import jp.tsunagi.record.boundary.RecordVersion;
import jp.tsunagi.record.boundary.ResourceKey;
import jp.tsunagi.record.boundary.SearchPage;
import jp.tsunagi.record.boundary.SearchQuery;
import jp.tsunagi.record.boundary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * The RESTful interactions in terms of the store and the policy, inside the caller's transaction.
 *
 * <p>What the caller may not see does not exist for any of them: a read answers not found, a
 * condition does not match it, an update to its id is refused as the create of a taken id would be.
 */
@ApplicationScoped
public class FhirInteractions {
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What a write did. */
  public record Written(FhirResource resource, boolean created) {}

  private static final int MOST_VERSIONS = 1_000;

  private RecordStore store;
  private AccessPolicy policy;
  private AuditScope audit;
  private References references;
  private Patches patches;
  private ContentCheck contents;
  private TerminologyModifiers terms;

  @SuppressWarnings("NullAway") // the proxy's constructor
  protected FhirInteractions() {}

  @Inject
  FhirInteractions(
      RecordStore store,
      AccessPolicy policy,
      AuditScope audit,
      References references,
      Patches patches,
      ContentCheck contents,
      TerminologyModifiers terms) {
    this.store = store;
    this.policy = policy;
    this.audit = audit;
    this.references = references;
    this.patches = patches;
    this.contents = contents;
    this.terms = terms;
  }

  public FhirResource read(ResourceKey key, @Nullable Long version, Actor actor) {
    audit.resource(version == null ? key.toString() : key + "/_history/" + version);
    Visibility visibility = policy.visibility(actor);
    Optional<FhirResource> shown =
        version == null
            ? store
                .read(key, visibility)
                .map(resource -> policy.showAll(actor, List.of(resource), visibility).get(0))
            : store.readVersion(key, version, visibility).stream()
                .flatMap(found -> policy.showVersions(actor, List.of(found), visibility).stream())
                .map(RecordVersion::resource)
                .findFirst();
    return shown.orElseThrow(() -> missing(key, visibility, actor));
  }

  private ProblemException missing(ResourceKey key, Visibility visibility, Actor actor) {
    boolean deleted = store.isDeleted(key, visibility);
    if (!deleted) {
      policy.refused(actor, key);
    }
    return new ProblemException(deleted ? ProblemCode.GONE : ProblemCode.NOT_FOUND);
  }

  private FhirResource shown(FhirResource resource, Actor actor) {
    return policy.show(actor, resource);
  }

  public SearchPage search(SearchQuery asked, Actor actor) {
    audit.query(asked.type());
    SearchQuery query = terms.resolve(asked);
    Visibility visibility = policy.visibility(actor, query);
    SearchPage page = store.search(query.askedBy(actor.user()), visibility);
    return new SearchPage(
        policy.showAll(actor, page.matches(), visibility),
        policy.showAll(actor, page.included(), visibility),
        page.next(),
        page.total(),
        page.ignored());
  }

  public List<RecordVersion> history(ResourceKey key, Actor actor) {
    audit.resource(key + "/_history");
    Visibility visibility = policy.visibility(actor);
    List<RecordVersion> versions =
        policy.showVersions(actor, store.history(key, visibility), visibility);
    if (versions.isEmpty()) {
      throw ProblemException.notFound();
    }
    return versions;
  }

  /** The versions of a type's resources (of all, without) since a time, newest first. */
  public List<RecordVersion> history(
      @Nullable String type, @Nullable Instant since, int most, Actor actor) {
    audit.resource(type == null ? "_history" : type + "/_history");
    Visibility visibility = policy.visibility(actor);
    return policy.showVersions(
        actor, store.history(type, since, Math.min(most, MOST_VERSIONS), visibility), visibility);
  }

  public Written create(FhirResource resource, @Nullable SearchQuery condition, Actor actor) {
    if (condition != null) {
      Optional<FhirResource> match = single(condition, actor);
      if (match.isPresent()) {
        audit.resource(match.get().key().toString());
        return new Written(shown(match.get(), actor), false);
      }
    }
    return createAlone(resource, actor);
  }

  /** An id that the rest of a transaction can refer to before its resource is created. */
  ResourceKey mint(String type) {
    return store.mint(type);
  }

  /** Creates what refers to nothing but what is there or comes in the same transaction. */
  Written create(FhirResource resource, Actor actor) {
    contents.require(resource);
    return created(resource, actor);
  }

  private Written createAlone(FhirResource resource, Actor actor) {
    references.makeRelative(resource);
    contents.require(resource);
    references.check(resource, null, actor);
    return created(resource, actor);
  }

  private Written created(FhirResource resource, Actor actor) {
    policy.requireChange(actor, Operation.CREATE, null, resource);
    return entered(store.create(resource, actor, Door.FHIR), actor);
  }

  // A resident who comes with this write was not there when the policy named whom it concerns.
  private Written entered(FhirResource created, Actor actor) {
    audit.resource(created.key().toString());
    if (created.type().equals("Patient")) {
      audit.resident(new ResidentId(created.id()));
    }
    return new Written(answered(created, actor), true);
  }

  // What is kept of a subscription is more than its author sent again: the values of its headers.
  private FhirResource answered(FhirResource written, Actor actor) {
    return written.type().equals("Subscription") ? shown(written, actor) : written;
  }

  public Written update(
      FhirResource resource,
      @Nullable SearchQuery condition,
      @Nullable Long expectedVersion,
      Actor actor) {
    if (condition != null) {
      Optional<FhirResource> match = single(condition, actor);
      if (match.isEmpty()) {
        return createAlone(resource, actor);
      }
      resource.model().setId(match.get().id());
    }
    return update(resource, expectedVersion, false, actor);
  }

  /**
   * @param checked whether its references were looked at already, together with others
   */
  Written update(
      FhirResource resource, @Nullable Long expectedVersion, boolean checked, Actor actor) {
    ResourceKey key = resource.key();
    audit.resource(key.toString());
    references.makeRelative(resource);
    contents.require(resource);
    FhirResource before = store.lock(key).orElse(null);
    if (before == null) {
      requireCreatable(resource, expectedVersion, checked, actor);
      return entered(store.update(resource, null, actor, Door.FHIR), actor);
    }
    Visibility visibility = policy.visibility(actor.reaching(null));
    if (!store.isThere(key, visibility)) {
      // What keeps the caller from creating with an unknown id keeps her in the same words from a
      // taken one.
      requireCreatable(resource, expectedVersion, checked, actor);
      throw missing(key, visibility, actor);
    }
    if (!checked) {
      // First: whom a conditional reference means is one of those the policy is asked about.
      references.check(resource, before, actor);
    }
    policy.requireChange(actor, Operation.UPDATE, before, resource);
    return new Written(
        answered(store.update(resource, expectedVersion, actor, Door.FHIR), actor), false);
  }

  // Whether an id is taken would tell that what it stands for is there: only the registrar, who
  // sees what there is, chooses one that somebody could guess. Last, so that whoever may not
  // create is told so first, whatever the id.
  private static void requireUnguessable(ResourceKey key, Actor actor) {
    if (!actor.isSystem()
        && !actor.has(Role.CITY_WELFARE)
        && !actor.has(Role.SYSTEM_ADMIN)
        && !UUID.matcher(key.id()).matches()) {
      throw new ProblemException(
          ProblemCode.INVALID_CONTENT, List.of(Violation.of(key.type() + ".id", "not-a-uuid")));
    }
  }

  private void requireCreatable(
      FhirResource resource, @Nullable Long expectedVersion, boolean checked, Actor actor) {
    if (!checked) {
      references.check(resource, null, actor);
    }
    if (expectedVersion != null) {
      throw new ProblemException(ProblemCode.VERSION_CONFLICT);
    }
    policy.requireChange(actor, Operation.CREATE, null, resource);
    requireUnguessable(resource.key(), actor);
  }

  public Written patch(
      @Nullable ResourceKey key,
      @Nullable SearchQuery condition,
      PatchDocument patch,
      @Nullable Long expectedVersion,
      Actor actor) {
    ResourceKey target = target(key, condition, actor).orElseThrow(ProblemException::notFound);
    audit.resource(target.toString());
    requireReach(target.type(), actor);
    requireVisible(target, actor);
    FhirResource before = store.lock(target).orElseThrow(ProblemException::notFound);
    requireWhole(before, actor);
    FhirResource after = patches.apply(patch, before);
    references.makeRelative(after);
    contents.require(after);
    references.check(after, before, actor);
    policy.requireChange(actor, Operation.UPDATE, before, after);
    Long expected = expectedVersion != null ? expectedVersion : Long.valueOf(before.version());
    return new Written(answered(store.update(after, expected, actor, Door.FHIR), actor), false);
  }

  // A patch can ask what is there and copy it elsewhere: only who sees all of it may send one.
  private void requireWhole(FhirResource before, Actor actor) {
    if (!policy.show(actor, before).model().equalsDeep(before.model())) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  public void delete(
      @Nullable ResourceKey key,
      @Nullable SearchQuery condition,
      @Nullable Long expectedVersion,
      Actor actor) {
    Optional<ResourceKey> target = target(key, condition, actor);
    if (target.isEmpty()) {
      audit.query(condition == null ? "" : condition.type());
      policy.visibility(actor);
      return;
    }
    audit.resource(target.get().toString());
    requireVisible(target.get(), actor);
    FhirResource before = store.lock(target.get()).orElseThrow(ProblemException::notFound);
    requireDeletable(before, actor);
    store.delete(target.get(), expectedVersion, actor, Door.FHIR);
  }

  /** Refuses what a delete would be refused for, and deletes nothing. */
  void requireDeletable(ResourceKey key, Actor actor) {
    audit.resource(key.toString());
    Visibility visibility = policy.visibility(actor);
    requireDeletable(
        store.read(key, visibility).orElseThrow(() -> missing(key, visibility, actor)), actor);
  }

  private void requireDeletable(FhirResource before, Actor actor) {
    policy.requireChange(actor, Operation.DELETE, before, null);
    references.requireUnreferenced(before.key(), actor);
  }

  private Optional<ResourceKey> target(
      @Nullable ResourceKey key, @Nullable SearchQuery condition, Actor actor) {
    if (key != null) {
      return Optional.of(key);
    }
    if (condition == null) {
      throw new ProblemException(ProblemCode.INVALID_PARAMETER);
    }
    return single(condition, actor).map(FhirResource::key);
  }

  // A scope to write needs none to read: what is there is no part of the answer.
  private void requireVisible(ResourceKey key, Actor actor) {
    Visibility visibility = policy.visibility(actor.reaching(null));
    if (!store.isThere(key, visibility)) {
      throw missing(key, visibility, actor);
    }
  }

  /** Whether something matches a condition is told to whom the type may be told of. */
  static void requireReach(String type, Actor actor) {
    if (!actor.reaches(type)) {
      throw new ProblemException(ProblemCode.FORBIDDEN);
    }
  }

  /** The one resource a condition means; several are refused (412). */
  Optional<FhirResource> single(SearchQuery asked, Actor actor) {
    requireReach(asked.type(), actor);
    SearchQuery condition = terms.resolve(asked);
    List<FhirResource> matches =
        store.search(condition.count(2), policy.visibility(actor, condition)).matches();
    if (matches.size() > 1) {
      throw new ProblemException(ProblemCode.MULTIPLE_MATCHES);
    }
    return matches.stream().findFirst();
  }
}
