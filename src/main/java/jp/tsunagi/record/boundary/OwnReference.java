package jp.tsunagi.record.boundary;

import java.util.Optional;
import jp.tsunagi.record.control.ReferenceText;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * 自分の記録への参照. Where a literal reference leads in this record, and the only place that says so: for
 * integrity, for whom a resource is about, for the index and for every projection.
 *
 * <p>Only a relative one does ({@code Patient/abc}, with or without its version). Contained
 * resources, names within a Bundle, conditions and everything absolute lead elsewhere, whatever
 * their last two words say: what another server calls {@code Patient/abc} is none of our residents.
 * An absolute reference to one of our own addresses becomes relative before anybody looks at it
 * ({@code OwnAddresses}).
 */
public final class OwnReference {
  private OwnReference() {}

  /** What it refers to; empty when that is not in this record. */
  public static Optional<ResourceKey> of(@Nullable Reference reference) {
    return reference == null ? Optional.empty() : of(reference.getReference());
  }

  /** What a literal reference leads to; empty when that is not in this record. */
  public static Optional<ResourceKey> of(@Nullable String literal) {
    return literal == null
        ? Optional.empty()
        : ReferenceText.local(literal).map(id -> new ResourceKey(id.type(), id.id()));
  }

  /** The id of what it refers to, where that has this type. */
  public static Optional<String> id(@Nullable Reference reference, String type) {
    return of(reference).filter(key -> key.type().equals(type)).map(ResourceKey::id);
  }
}
