package jp.tsunagi.fhirgateway.control;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import jp.tsunagi.fhirgateway.control.BodySyntax.Purpose;
import jp.tsunagi.platform.boundary.ProblemCode;
import jp.tsunagi.platform.boundary.ProblemException;
import jp.tsunagi.platform.boundary.ProblemException.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 空の要素. What says nothing is refused with its place; what says something passes. */
class EmptyElementsTest {
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";

  private static void check(String body, String contentType) {
    BodySyntax.checked(body.getBytes(StandardCharsets.UTF_8), contentType, Purpose.KEPT);
  }

  private static String json(String members) {
    return "{\"resourceType\":\"Patient\"," + members.strip() + "}";
  }

  private static String xml(String children) {
    return "<Patient xmlns=\"http://hl7.org/fhir\">" + children.strip() + "</Patient>";
  }

  private static String refusal(String body, String contentType) {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> check(body, contentType), body);
    assertEquals(ProblemCode.INVALID_SYNTAX, refused.code());
    Violation violation = refused.violations().get(0);
    return violation.field() + " " + violation.rule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          "name":[{"family":""}]                         @ Patient.name[0].family blank
          "name":[{"family":" \\t"}]                     @ Patient.name[0].family blank
          "name":[{"family":"　"}]                       @ Patient.name[0].family blank
          "name":[{"given":["ハナ",""]}]                 @ Patient.name[0].given[1] blank
          "birthDate":""                                 @ Patient.birthDate blank
          "birthDate":"","_birthDate":{"id":"a"}         @ Patient.birthDate blank
          "id":""                                        @ Patient.id blank
          "text":{"status":"generated","div":""}         @ Patient.text.div blank
          "photo":[{"data":""}]                          @ Patient.photo[0].data blank
          "name":[]                                      @ Patient.name empty
          "name":[{}]                                    @ Patient.name[0] empty
          "name":[{"id":"a"}]                            @ Patient.name[0] empty
          "name":[{"period":{}}]                         @ Patient.name[0].period empty
          "name":[{"given":[]}]                          @ Patient.name[0].given empty
          "maritalStatus":{}                             @ Patient.maritalStatus empty
          "birthDate":{}                                 @ Patient.birthDate empty
          "birthDate":null                               @ Patient.birthDate empty
          "name":null                                    @ Patient.name empty
          "name":[{"given":["ハナ",null]}]               @ Patient.name[0].given[1] empty
          "name":[{"given":[null],"_given":[null]}]      @ Patient.name[0].given[0] empty
          "_birthDate":{}                                @ Patient._birthDate empty
          "_birthDate":{"id":"a"}                        @ Patient._birthDate empty
          "_birthDate":{"extension":[]}                  @ Patient._birthDate.extension empty
          "meta":{}                                      @ Patient.meta empty
          "contained":[]                                 @ Patient.contained empty
          "contained":[{"resourceType":"Location","id":"a","name":" "}] @ Patient.contained[0].name blank
          "extension":[]                                 @ Patient.extension empty
          "extension":[{}]                               @ Patient.extension[0] empty
          "extension":[{"url":""}]                       @ Patient.extension[0].url blank
          "extension":[{"url":"u:x"}]                    @ Patient.extension[0] no-value
          "extension":[{"url":"u:x","id":"a"}]           @ Patient.extension[0] no-value
          "extension":[{"url":"u:x","valueString":" "}]  @ Patient.extension[0].valueString blank
          "extension":[{"url":"u:x","extension":[{"url":"u:y"}]}] @ Patient.extension[0].extension[0] no-value
          "modifierExtension":[{"url":"u:x"}]            @ Patient.modifierExtension[0] no-value
          "_birthDate":{"extension":[{"url":"u:x"}]}     @ Patient._birthDate.extension[0] no-value
          """)
  void names_what_says_nothing_in_json(String members, String expected) {
    assertEquals(expected, refusal(json(members), JSON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"birthDate\":\"1940-02-03\"",
        "\"active\":false",
        "\"multipleBirthInteger\":0",
        "\"birthDate\":\"1940-02-03\",\"_birthDate\":{\"id\":\"a\"}",
        "\"_birthDate\":{\"extension\":[{\"url\":\"u:x\",\"valueCode\":\"unknown\"}]}",
        "\"name\":[{\"id\":\"a\",\"family\":\"田中\"}]",
        "\"name\":[{\"given\":[null,\"ハナ\"],"
            + "\"_given\":[{\"extension\":[{\"url\":\"u:x\",\"valueCode\":\"masked\"}]},null]}]",
        "\"extension\":[{\"url\":\"u:x\",\"_valueString\":"
            + "{\"extension\":[{\"url\":\"u:y\",\"valueCode\":\"masked\"}]}}]",
        "\"extension\":[{\"url\":\"u:x\",\"extension\":[{\"url\":\"u:y\",\"valueInteger\":0}]}]",
        "\"contained\":[{\"resourceType\":\"Location\",\"id\":\"a\"}]"
      })
  void lets_what_says_something_pass_in_json(String members) {
    assertDoesNotThrow(() -> check(json(members), JSON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          <birthDate value=""/>                      @ Patient.birthDate blank
          <name><family value="　"/></name>          @ Patient.name.family blank
          <name><given value="ハナ"/><given value=""/></name> @ Patient.name.given[1] blank
          <name id=""><family value="田中"/></name>  @ Patient.name.id blank
          <name/>                                    @ Patient.name empty
          <name><family value="田中"/></name><name></name> @ Patient.name[1] empty
          <name id="a"/>                             @ Patient.name empty
          <name><period/></name>                     @ Patient.name.period empty
          <active>true</active>                      @ Patient.active wrong-type
          <contained/>                               @ Patient.contained empty
          <contained><Location><name value=""/></Location></contained> @ Patient.contained.name blank
          <extension url=""><valueCode value="a"/></extension> @ Patient.extension.url blank
          <extension url="u:x"><valueDecimal value="1e999999999"/></extension> @ Patient.extension.valueDecimal digits
          <extension url="u:x"/>                     @ Patient.extension no-value
          <extension url="u:x"><valueCode value=""/></extension> @ Patient.extension.valueCode blank
          <extension url="u:x"><extension url="u:y"/></extension> @ Patient.extension.extension no-value
          <birthDate><extension url="u:x"/></birthDate> @ Patient.birthDate.extension no-value
          """)
  void names_what_says_nothing_in_xml(String children, String expected) {
    assertEquals(expected, refusal(xml(children), XML));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n  <active value=\"false\"/>\n  <!-- nothing -->\n",
        "<text><status value=\"generated\"/>"
            + "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>田中</p><br/><img alt=\"\"/></div></text>",
        "<birthDate><extension url=\"u:x\"><valueCode value=\"masked\"/></extension></birthDate>",
        "<contained><Location><id value=\"a\"/></Location></contained>"
      })
  void lets_what_says_something_pass_in_xml(String children) {
    assertDoesNotThrow(() -> check(xml(children), XML));
  }

  @Test
  void leaves_it_to_validate_to_say_what_is_wrong() {
    byte[] body = json("\"name\":[]").getBytes(StandardCharsets.UTF_8);

    assertDoesNotThrow(() -> BodySyntax.checked(body, JSON, Purpose.EXAMINED));
  }

  @Test
  void lets_an_alarm_pass_that_has_a_blank_in_it() {
    byte[] body = json("\"name\":[{\"family\":\"\"}]").getBytes(StandardCharsets.UTF_8);

    assertDoesNotThrow(() -> BodySyntax.checked(body, JSON, Purpose.ACTED_ON));
  }

  @Test
  void forgives_what_a_patch_emptied() {
    BodySyntax.requireSound(json("\"name\":[{\"period\":{}}],\"telecom\":[],\"active\":true"));

    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> BodySyntax.requireSound(json("\"name\":[{\"family\":\"\"}]")));
    assertEquals("Patient.name[0].family", refused.violations().get(0).field());
  }
}
