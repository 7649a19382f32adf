package jp.tsunagi.kernel;

/** 利用者ID. The id of a resident: the id of the FHIR Patient, in every URL, body and reference. */
public record ResidentId(String value) {
  public ResidentId {
    if (!value.matches("[A-Za-z0-9\\-.]{1,64}")) {
      throw new IllegalArgumentException("not a FHIR id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
