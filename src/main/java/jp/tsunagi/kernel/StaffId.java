package jp.tsunagi.kernel;

/** 職員ID. The id of a member of staff: the id of the FHIR Practitioner. */
public record StaffId(String value) {
  public StaffId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a staff id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
