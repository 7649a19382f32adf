package jp.tsunagi.kernel;

import java.util.regex.Pattern;

/** 利用者ID. The id of a resident: the id of the FHIR Patient, in every URL, body and reference. */
public record ResidentId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

  public ResidentId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a FHIR id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
