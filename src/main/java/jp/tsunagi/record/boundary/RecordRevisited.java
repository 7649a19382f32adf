package jp.tsunagi.record.boundary;

import org.jspecify.annotations.Nullable;

/**
 * 見直し. A resource the rebuilding comes by, in the order in which the resources came into being.
 * Whoever keeps a projection makes its rows of this resource anew, in the same transaction, and
 * tells nobody: nothing has happened. What the resource alone does not say (who was first, who has
 * read) stays as it is.
 *
 * @param sid the store's surrogate key
 * @param resource as it is now; null when it was deleted
 * @param creator the organization that created it; null when nobody's
 */
public record RecordRevisited(
    long sid, ResourceKey key, @Nullable FhirResource resource, @Nullable String creator) {

  /** As it is to everybody outside a seal: what is sealed is not there. */
  public RecordRevisited open() {
    return resource == null || !resource.isSealed()
        ? this
        : new RecordRevisited(sid, key, null, creator);
  }

  public boolean concerns(String resourceType) {
    return key.type().equals(resourceType);
  }
}
