package jp.tsunagi.record.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class ElementPathTest {
  private final FhirEngine engine = new FhirEngine();
  private final IFhirPath fhirPath = engine.newFhirPath();

  /** The walk must find what FHIRPath finds, for every parameter, in every example of the guide. */
  @Test
  void walks_to_the_same_values_as_fhirpath() throws Exception {
    fhirPath.setEvaluationContext(new TypedReferences(engine));
    int compared = 0;
    for (Resource example : examples()) {
      for (RuntimeSearchParam parameter :
          engine.context().getResourceDefinition(example.fhirType()).getSearchParams()) {
        for (String alternative :
            ElementPath.alternatives(example.fhirType(), parameter.getPath())) {
          List<IBase> expected = fhirPath.evaluate(example, alternative, IBase.class);
          List<IBase> found = values(example, alternative, "");
          assertEquals(expected.size(), found.size(), alternative);
          compared += found.size();
        }
      }
    }
    assertTrue(compared > 100, "the examples have values");
  }

  @Test
  void tells_in_which_repetition_a_value_is() {
    Observation pressure = new Observation();
    pressure
        .addComponent()
        .setCode(new CodeableConcept().setText("systolic"))
        .setValue(new Quantity(150));
    pressure
        .addComponent()
        .setCode(new CodeableConcept().setText("diastolic"))
        .setValue(new Quantity(80));
    List<String> found = new ArrayList<>();

    ElementPath.of(
            "Observation",
            "(Observation.component.value as Quantity)",
            "Observation.component",
            fhirPath)
        .values(
            pressure,
            (value, part) -> found.add(part + ":" + ((Quantity) value).getValue().intValue()));

    assertEquals(List.of("1:150", "2:80"), found);
  }

  @Test
  void reads_a_part_of_a_union_that_names_no_type_as_its_own() {
    Organization organization = new Organization();
    organization.setName("みどり");
    organization.addAlias("緑");

    assertEquals(2, values(organization, "name | Organization.alias", "").size());
  }

  private List<IBase> values(Resource resource, String expression, String base) {
    List<IBase> values = new ArrayList<>();
    ElementPath.of(resource.fhirType(), expression, base, fhirPath)
        .values(resource, (value, part) -> values.add(value));
    return values;
  }

  private List<Resource> examples() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("fhir-profiles/examples"))) {
      List<Resource> all = new ArrayList<>();
      for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
        all.add(engine.decode(Files.readAllBytes(file)));
      }
      return all;
    }
  }
}
