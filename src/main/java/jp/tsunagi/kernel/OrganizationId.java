package jp.tsunagi.kernel;

/** 事業所ID. The id of a body that takes part: the id of the FHIR Organization. */
public record OrganizationId(String value) {
  public OrganizationId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an organization id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
