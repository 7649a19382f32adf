package jp.tsunagi.resident.control;

import java.util.Optional;
import jp.tsunagi.kernel.ResidentId;
import jp.tsunagi.record.boundary.OwnReference;
import jp.tsunagi.record.boundary.ResourceKey;
import org.hl7.fhir.r4.model.Reference;

/** Reads literal references. */
final class ReferenceMapper {
  private ReferenceMapper() {}

  /** The resident a reference points to; empty for anything that is no Patient. */
  static Optional<ResidentId> resident(Reference reference) {
    return relative(reference)
        .filter(text -> text.matches("Patient/[A-Za-z0-9\\-.]{1,64}"))
        .map(text -> new ResidentId(text.substring("Patient/".length())));
  }

  /** {@code Type/id} without a version. */
  static Optional<String> relative(Reference reference) {
    return OwnReference.of(reference).map(ResourceKey::toString);
  }
}
