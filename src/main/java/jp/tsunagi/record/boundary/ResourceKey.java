package jp.tsunagi.record.boundary;

/**
 * A logical resource: its FHIR type and id. Prints as the relative reference {@code Patient/abc}.
 */
public record ResourceKey(String type, String id) {

  /** Reads a relative literal reference, with or without {@code /_history/n}. */
  public static ResourceKey ofReference(String reference) {
    String[] parts = reference.split("/");
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException("not a relative reference: " + reference);
    }
    return new ResourceKey(parts[0], parts[1]);
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
