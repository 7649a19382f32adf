package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import jp.tsunagi.platform.boundary.ProblemException;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

class FhirPathPatchTest {
  private final FhirPathPatch patch = new FhirPathPatch();

  private static Patient hana() {
    Patient hana = new Patient();
    hana.addTelecom().setValue("0297-00-0001");
    hana.addTelecom().setValue("090-0000-0002");
    return hana;
  }

  private static Parameters operation(String type, String path, Object... more) {
    Parameters parameters = new Parameters();
    var operation = parameters.addParameter().setName("operation");
    operation.addPart().setName("type").setValue(new CodeType(type));
    operation.addPart().setName("path").setValue(new StringType(path));
    for (int i = 0; i < more.length; i += 2) {
      operation.addPart().setName((String) more[i]).setValue((Type) more[i + 1]);
    }
    return parameters;
  }

  private static List<String> phones(Patient patient) {
    return patient.getTelecom().stream().map(ContactPoint::getValue).toList();
  }

  @Test
  void replaces_the_element_a_path_names() {
    Patient hana = hana();

    patch.apply(
        operation(
            "replace",
            "Patient.telecom.where(value = '090-0000-0002').value",
            "value",
            new StringType("090-9999-0002")),
        hana);

    assertEquals(List.of("0297-00-0001", "090-9999-0002"), phones(hana));
  }

  @Test
  void adds_a_value_of_the_right_type_from_a_code() {
    Patient hana = hana();

    patch.apply(
        operation(
            "add", "Patient", "name", new StringType("gender"), "value", new CodeType("female")),
        hana);

    assertEquals("female", hana.getGender().toCode());
  }

  @Test
  void refuses_to_add_a_second_value_where_one_is_allowed() {
    Patient hana = hana();
    hana.setBirthDateElement(new org.hl7.fhir.r4.model.DateType("1942-03-03"));

    assertThrows(
        ProblemException.class,
        () ->
            patch.apply(
                operation(
                    "add",
                    "Patient",
                    "name",
                    new StringType("birthDate"),
                    "value",
                    new org.hl7.fhir.r4.model.DateType("1942-03-04")),
                hana));
  }

  @Test
  void inserts_at_the_index() {
    Patient hana = hana();

    patch.apply(
        operation(
            "insert",
            "Patient.telecom",
            "index",
            new IntegerType(1),
            "value",
            new ContactPoint().setValue("0297-00-0009")),
        hana);

    assertEquals(List.of("0297-00-0001", "0297-00-0009", "090-0000-0002"), phones(hana));
  }

  @Test
  void moves_within_a_list() {
    Patient hana = hana();

    patch.apply(
        operation(
            "move",
            "Patient.telecom",
            "source",
            new IntegerType(1),
            "destination",
            new IntegerType(0)),
        hana);

    assertEquals(List.of("090-0000-0002", "0297-00-0001"), phones(hana));
  }

  @Test
  void deletes_one_element_of_a_list() {
    Patient hana = hana();

    patch.apply(operation("delete", "Patient.telecom[0]"), hana);

    assertEquals(List.of("090-0000-0002"), phones(hana));
  }

  @Test
  void refuses_a_path_that_names_several_elements() {
    assertThrows(
        ProblemException.class,
        () ->
            patch.apply(
                operation("replace", "Patient.telecom", "value", new StringType("x")), hana()));
  }
}
