package jp.tsunagi.record.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnReferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"Patient/a", "Patient/a/_history/3"})
  void a_relative_one_leads_into_this_record(String literal) {
    assertEquals(Optional.of(new ResourceKey("Patient", "a")), OwnReference.of(literal));
    assertEquals(List.of("a"), concerned(new Reference(literal)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/fhir/Patient/a",
        "HTTPS://elsewhere.example/Patient/a/_history/1",
        "//elsewhere.example/fhir/Patient/a",
        "/Patient/a",
        "Patient/a/",
        "Patient//a",
        "./Patient/a",
        "Organization/x/../../Patient/a",
        "Organization/x/Patient/a",
        "patient/a",
        "Patient/%61",
        "Patient/a#b",
        "Patient/a?b=c",
        "Patient?_id=a",
        "#a",
        "#Patient/a",
        "urn:uuid:0b5a9b0c-6f3a-4d84-9d65-5f5c4c6a3f10",
        "urn:x:Patient/a",
        " Patient/a"
      })
  void everything_else_does_not(String literal) {
    assertEquals(Optional.empty(), OwnReference.of(literal));
    assertEquals(List.of(), concerned(new Reference(literal)));
  }

  @Test
  void an_identifier_alone_names_nobody_of_ours() {
    Reference logical =
        new Reference().setIdentifier(new Identifier().setValue("a")).setType("Patient");

    assertEquals(Optional.empty(), OwnReference.of(logical));
    assertEquals(List.of(), concerned(logical));
  }

  @Test
  void what_a_contained_resource_refers_to_counts() {
    Encounter encounter = new Encounter();
    encounter.addContained(new Observation().setSubject(new Reference("Patient/a")).setId("o"));

    assertEquals(List.of("a"), ResidentsConcerned.by(FhirResource.of(encounter)));
  }

  private static List<String> concerned(Reference reference) {
    return ResidentsConcerned.by(FhirResource.of(new Observation().setSubject(reference)));
  }
}
