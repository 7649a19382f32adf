package jp.tsunagi.record.boundary;

/**
 * A logical resource: its FHIR type and id. Prints as the relative reference {@code Patient/abc}.
 */
public record ResourceKey(String type, String id) {

  /** Reads a relative literal reference, with or without {@code /_history/n}. */
  public static ResourceKey ofReference(String reference) {
    return OwnReference.of(reference)
        .orElseThrow(() -> new IllegalArgumentException("not a relative reference: " + reference));
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
