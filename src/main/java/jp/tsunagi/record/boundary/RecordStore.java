package jp.tsunagi.record.boundary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.tsunagi.kernel.Actor;
import jp.tsunagi.record.boundary.RecordChanging.Door;
import org.jspecify.annotations.Nullable;

/**
 * 記録庫. Stores and finds FHIR resources. It takes part in the caller's transaction (a write without
 * one is an error) and makes none of its own. It decides nothing about access: callers pass the
 * {@link Visibility} that {@code AccessPolicy} gave them, and ask the policy before they write.
 */
public interface RecordStore {

  /** The current version, empty when unknown, deleted or not visible. */
  Optional<FhirResource> read(ResourceKey key, Visibility visibility);

  /** One version, also of a resource deleted later; empty when unknown or not visible. */
  Optional<RecordVersion> readVersion(ResourceKey key, long version, Visibility visibility);

  /**
   * Several current versions in one query; unknown and invisible ones are missing from the answer.
   */
  List<FhirResource> readAll(List<ResourceKey> keys, Visibility visibility);

  /** Which of them are there and visible, in one query that reads no content. */
  Set<ResourceKey> known(Collection<ResourceKey> keys, Visibility visibility);

  /**
   * The current version with its row locked until the transaction ends, so that what follows is
   * serialized.
   */
  Optional<FhirResource> lock(ResourceKey key);

  /**
   * An id for a resource that {@link #create} will get later in this transaction, so that others
   * can already refer to it. Creating with such an id costs no look-up.
   */
  ResourceKey mint(String type);

  /** Creates; the id is assigned (UUIDv7) unless the resource brings one that is free. */
  FhirResource create(FhirResource resource, Actor actor, Door door);

  /**
   * Makes a new version, or the first one (update-as-create). An update that changes nothing keeps
   * the version.
   *
   * @param expectedVersion the version the caller's change is based on; null when the caller does
   *     not say
   * @throws jp.tsunagi.platform.boundary.ProblemException {@code version-conflict} (412) when
   *     another version is current
   */
  FhirResource update(
      FhirResource resource, @Nullable Long expectedVersion, Actor actor, Door door);

  /** Deletes (the history stays); false when there was nothing to delete. */
  boolean delete(ResourceKey key, @Nullable Long expectedVersion, Actor actor, Door door);

  /** A page of a search over current versions. */
  SearchPage search(SearchQuery query, Visibility visibility);

  /** The versions of one resource, newest first. */
  List<RecordVersion> history(ResourceKey key, Visibility visibility);

  /** Whether there is such a resource and the caller may see it; its content is not read. */
  default boolean isThere(ResourceKey key, Visibility visibility) {
    return read(key, visibility).isPresent();
  }

  /**
   * Whether the resource was deleted and the caller could see it: then the answer is 410 and not
   * 404.
   */
  default boolean isDeleted(ResourceKey key, Visibility visibility) {
    List<RecordVersion> versions = history(key, visibility);
    return !versions.isEmpty() && versions.get(0).resource() == null;
  }

  /** The surrogate key of a current or deleted resource, for projections. */
  Optional<Long> sid(ResourceKey key);

  /**
   * The versions of all resources of a type (null: of every type) since a time, newest first, at
   * most {@code most}.
   */
  List<RecordVersion> history(
      @Nullable String type, java.time.@Nullable Instant since, int most, Visibility visibility);

  /**
   * Current resources that refer to this one, except AuditEvent and Provenance; at most {@code
   * most}.
   */
  List<ResourceKey> referrers(ResourceKey key, int most);

  /**
   * The current resources of the given types that are about a resident ({@link
   * ResidentsConcerned}), newest first within a type: what a face sheet is made of. One query in
   * the store; this default asks type by type.
   *
   * @param subject the Patient
   */
  default List<FhirResource> compartment(
      ResourceKey subject, Collection<String> types, Visibility visibility) {
    List<FhirResource> all = new ArrayList<>();
    for (String type : types) {
      String next = null;
      do {
        SearchPage page =
            search(
                SearchQuery.of(type).where("patient", subject.toString()).count(200).from(next),
                visibility);
        all.addAll(page.matches());
        next = page.next();
      } while (next != null);
    }
    return all;
  }

  /**
   * Sends what waits for the end of the transaction to the database now. A use case calls it before
   * it reads its own projections, joined with the store's tables, in the transaction that wrote
   * them; reads of the store do it themselves.
   */
  default void settle() {}
}
