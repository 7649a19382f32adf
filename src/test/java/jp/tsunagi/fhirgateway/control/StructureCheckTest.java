package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 構造の検査. What is refused, and where it says the fault lies. */
class StructureCheckTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final StructureCheck check = new StructureCheck();

  private List<String> broken(String json) {
    return check.violations((Resource) FHIR.newJsonParser().parseResource(json)).stream()
        .map(violation -> violation.field() + " " + violation.rule())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {"resourceType":"Observation","status":"final"} @ Observation.code required
          {"resourceType":"Observation","code":{"text":"x"}} @ Observation.status required
          {"resourceType":"Observation","status":"final","code":{"text":"x"},"component":[{"code":{"text":"a"}},{}, {"valueString":"1"}]} @ Observation.component[2].code required
          {"resourceType":"Location","position":{"latitude":1,"longitude":1e9999}} @ Location.position.longitude digits
          {"resourceType":"Condition"} @ Condition.subject required
          {"resourceType":"Condition","subject":{"reference":"Organization/1"}} @ Condition.subject reference-target
          {"resourceType":"Condition","subject":{"reference":"Device?identifier=http://a.example/b|1"}} @ Condition.subject reference-target
          {"resourceType":"Condition","subject":{"type":"Device"}} @ Condition.subject reference-target
          {"resourceType":"Condition","subject":{"reference":"https://elsewhere.example/fhir/Device/1"}} @ Condition.subject reference-target
          {"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"text":"active"}} @ Condition.clinicalStatus not-a-code
          {"resourceType":"Condition","subject":{"reference":"Patient/1"},"asserter":{"reference":"#who"}} @ Condition.asserter not-contained
          {"resourceType":"MedicationStatement","status":"active","subject":{"reference":"Patient/1"}} @ MedicationStatement.medication required
          {"resourceType":"MedicationStatement","status":"active","subject":{"reference":"Patient/1"},"medicationReference":{"reference":"Device/1"}} @ MedicationStatement.medication reference-target
          {"resourceType":"Patient","contact":[{"organization":{"reference":"Patient/1"}}]} @ Patient.contact[0].organization reference-target
          {"resourceType":"Patient","link":[{"other":{"reference":"Patient/1"}}]} @ Patient.link[0].type required
          {"resourceType":"Patient","text":{"status":"generated"}} @ Patient.text.div required
          {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/1"}}}]} @ Bundle.entry[0].resource.code required
          """)
  void names_the_place_and_the_rule(String json, String expected) {
    assertEquals(List.of(expected), broken(json.strip()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {"resourceType":"Condition","subject":{"identifier":{"value":"1"}}} @ logical reference
          {"resourceType":"Condition","subject":{"display":"x"}} @ display only
          {"resourceType":"Condition","subject":{"reference":"Patient?identifier=http://a.example/b|1"}} @ under a condition
          {"resourceType":"Condition","subject":{"reference":"urn:uuid:0190d8a2-7c00-7000-8000-0000000000a1"}} @ of a transaction
          {"resourceType":"Observation","_status":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},"code":{"text":"x"}} @ absent for a reason
          {"resourceType":"Condition","subject":{"reference":"Patient/1"},"contained":[{"resourceType":"Practitioner","id":"who"}],"asserter":{"reference":"#who"}} @ contained
          {"resourceType":"Observation","status":"final","code":{"text":"x"},"focus":[{"reference":"Slot/1"}]} @ any target
          """)
  void lets_pass_what_r4_allows(String json, String why) {
    assertEquals(List.of(), broken(json.strip()), why);
  }

  @Test
  void lets_every_example_of_the_guide_pass() throws IOException {
    for (Path example : examples()) {
      assertEquals(List.of(), broken(Files.readString(example)), example.toString());
    }
  }

  @Test
  void costs_less_than_a_tenth_of_a_millisecond() throws IOException {
    List<Resource> all = new java.util.ArrayList<>();
    for (Path example : examples()) {
      all.add((Resource) FHIR.newJsonParser().parseResource(Files.readString(example)));
    }
    for (int round = 0; round < 200; round++) {
      all.forEach(check::violations);
    }
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long began = System.nanoTime();
      all.forEach(check::violations);
      best = Math.min(best, (System.nanoTime() - began) / all.size());
    }

    System.out.println("structure check: " + best / 1_000 + " µs a resource");
    assertTrue(best < 100_000, best + " ns");
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("fhir-profiles/examples"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
