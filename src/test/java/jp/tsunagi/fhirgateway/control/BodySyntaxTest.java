package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jp.tsunagi.fhirgateway.control.BodySyntax.Purpose;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 書式の検査. What is no JSON and no XML of FHIR, and where. */
class BodySyntaxTest {
  private static final String JSON = "application/fhir+json; charset=UTF-8";
  private static final String XML = "application/fhir+xml";

  private static final String ROOT = "<b xmlns='http://hl7.org/fhir'>";
  private static final String VALUE = "<a value='x'/>";
  private static final String END = "</b>";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String refusal(byte[] body, String contentType) {
    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> BodySyntax.checked(body, contentType, Purpose.KEPT));
    return refused.violations().isEmpty()
        ? refused.code().code()
        : refused.violations().get(0).field() + " " + refused.violations().get(0).rule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"a":2}              @ a duplicate
          {"resourceType":"Patient","active":"true"} @ Patient.active wrong-type
          {"resourceType":"Patient","name":{"family":"x"}} @ Patient.name wrong-type
          {"resourceType":"Patient","name":["x"]} @ Patient.name[0] wrong-type
          {"resourceType":"Patient","name":[{"family":["x"]}]} @ Patient.name[0].family wrong-type
          {"resourceType":"Patient","name":[{"family":7}]} @ Patient.name[0].family wrong-type
          {"resourceType":"Patient","name":[{"given":["x",7]}]} @ Patient.name[0].given[1] wrong-type
          {"resourceType":"Patient","_birthDate":"x"} @ Patient._birthDate wrong-type
          {"resourceType":"Patient","multipleBirthInteger":"1"} @ Patient.multipleBirthInteger wrong-type
          {"resourceType":"Patient","extension":[{"url":"u:x","valueDecimal":"1"}]} @ Patient.extension[0].valueDecimal wrong-type
          {"resourceType":"Patient","contained":[{"resourceType":"Practitioner","active":1}]} @ Patient.contained[0].active wrong-type
          {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Flag","status":true}}]} @ Bundle.entry[0].resource.status wrong-type
          {"resourceType":"Patient","_name":[{"id":"a"}]} @ Patient._name[0] wrong-type
          {"resourceType":"Patient","_birthDate":{"id":"a","value":"x"}} @ Patient._birthDate.value wrong-type
          {"resourceType":"Location","position":{"longitude":1e999999999}} @ Location.position.longitude digits
          {"resourceType":"Location","position":{"longitude":1e-999999999}} @ Location.position.longitude digits
          {"b":[{"a":1},{"c":1,"c":2}]} @ b[1].c duplicate
          {'a':1}                    @ ` not-json`
          {"a":1}}                   @ ` not-json`
          {"a":[1}                   @ a[0] not-json
          {"a":"\\u0000"}            @ a not-a-character
          {"a":"x\\ud840"}           @ a not-a-character
          {"a":"\\udc00\\ud840"}     @ a not-a-character
          <a/>                       @ ` not-json`
          """)
  void names_the_place_and_the_rule_in_json(String body, String expected) {
    assertEquals(expected.strip(), refusal(bytes(body.strip()), JSON).strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          <a/>                       @ namespace
          <a xmlns="http://hl7.org/fhir"><b></a> @ not-xml
          <a b="&x;"/>               @ not-xml
          <!DOCTYPE a><a/>           @ document-type
          <!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a> @ document-type
          {"a":1}                    @ not-xml
          """)
  void names_the_rule_in_xml(String body, String expected) {
    assertEquals(expected, refusal(bytes(body.strip()), XML).strip());
  }

  @Test
  void refuses_what_is_too_deep_and_takes_what_is_deep() {
    int most = BodySyntax.DEEPEST;

    assertEquals(
        "too-deep", refusal(bytes("[".repeat(most + 1) + "]".repeat(most + 1)), JSON).strip());
    assertEquals(
        "too-deep",
        refusal(bytes(ROOT + "<a>".repeat(most + 1) + "</a>".repeat(most + 1) + END), XML).strip());
    BodySyntax.checked(bytes("[".repeat(most) + "]".repeat(most)), JSON, Purpose.KEPT);
    BodySyntax.checked(
        bytes(ROOT + "<a>".repeat(most - 2) + VALUE + "</a>".repeat(most - 2) + END),
        XML,
        Purpose.KEPT);
  }

  @Test
  void refuses_other_encodings_than_utf_8() {
    assertEquals("not-utf-8", refusal(new byte[] {'"', (byte) 0xff, '"'}, JSON).strip());
    assertEquals("not-utf-8", refusal("{\"a\":1}".getBytes(StandardCharsets.UTF_16), JSON).strip());
    assertEquals(
        ProblemCode.UNSUPPORTED_MEDIA_TYPE.code(),
        refusal(bytes("{}"), "application/fhir+json;charset=Shift_JIS"));
  }

  @Test
  void takes_the_mark_of_office_programs_away() {
    byte[] marked = bytes("\ufeff{\"a\":\"𠮷\"}");

    assertArrayEquals(bytes("{\"a\":\"𠮷\"}"), BodySyntax.checked(marked, JSON, Purpose.KEPT));
  }

  @Test
  void lets_every_example_of_the_guide_pass() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("fhir-profiles/examples"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        BodySyntax.checked(Files.readAllBytes(file), JSON, Purpose.KEPT);
      }
    }
  }

  @Test
  void leaves_what_is_neither_as_it_is() {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G'};

    assertArrayEquals(picture, BodySyntax.checked(picture, "image/png", Purpose.KEPT));
  }
}
