package jp.tsunagi.fhirgateway.control;

/**
 * A patch as it was sent.
 *
 * @param kind how to read the body
 * @param body the text of the patch
 */
public record PatchDocument(Kind kind, String body) {
  /** The patch languages of FHIR R4. */
  public enum Kind {
    JSON_PATCH,
    FHIRPATH_PATCH_JSON,
    FHIRPATH_PATCH_XML
  }
}
